import type { Check } from '@/lib/doctor/check'
import { fault, fine } from '@/lib/doctor/finding'

const OLDEST = [20, 19] as const

/** The minimum from `engines` in package.json. */
export const runtime: Check = () => [nodeVersion(process.versions.node)]

export function nodeVersion(version: string) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const enough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
  if (enough) return fine('runtime', `Node ${version} on ${process.platform}-${process.arch}.`)
  return fault('runtime', `Node ${version} is too old.`, `Install Node ${OLDEST.join('.')} or newer: nvm install 24`)
}
