import type { Check } from '@/lib/doctor/check'
import { type Finding, fault, fine, hint } from '@/lib/doctor/finding'

const OLDEST = [20, 19] as const
const PROVIDER_OLDEST = 22

/** The minimum from `engines` in package.json. */
export const runtime: Check = ({ settings }) => {
  const { node } = process.versions
  return [nodeVersion(node), ...(settings.PROVIDER ? providerNodeVersion(node) : [])]
}

export function nodeVersion(version: string) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const enough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
  if (enough) return fine('runtime', `Node ${version} on ${process.platform}-${process.arch}.`)
  return fault('runtime', `Node ${version} is too old.`, `Install Node ${OLDEST.join('.')} or newer: nvm install 24`)
}

/** The OpenID Connect library runs on every Node that Rekey runs on, but its authors test it on newer ones. */
export function providerNodeVersion(version: string): Finding[] {
  if (Number.parseInt(version, 10) >= PROVIDER_OLDEST) return []
  const says = `Node ${version} works with PROVIDER=on, but the OpenID Connect library recommends ${PROVIDER_OLDEST} or newer.`
  return [hint('runtime.provider', says, 'Install a newer Node: nvm install 24')]
}
