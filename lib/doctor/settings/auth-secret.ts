import type { Check } from '@/lib/doctor/check'
import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'
import { estimateBits } from './secret-strength'

const NEW_SECRET = 'echo "AUTH_SECRET=$(openssl rand -base64 32)" >> .env.local, and remove the old line'
const PLACEHOLDER = /change.?me|your.?secret|placeholder|replace.?(me|this)|example|xxxxx/i
/** A secret below the first can be guessed; one below the second did not come from openssl. */
const BITS = { guessable: 80, random: 112 }

/** Anyone who guesses the secret can make links to every account, so it must be random. */
export const authSecret: Check = ({ settings }) => {
  const secrets = settings.AUTH_SECRET
  if (!secrets) return []
  const weak = secrets.flatMap(strength)
  if (weak.length > 0) return [...weak, ...rotation(secrets.length)]
  return [
    fine('secret', `AUTH_SECRET looks random (${Math.min(...secrets.map(length))} bytes).`),
    ...rotation(secrets.length),
  ]
}

function strength(each: string, index: number): Finding[] {
  const which = index === 0 ? 'AUTH_SECRET' : `Secret ${index + 1} in AUTH_SECRET`
  if (PLACEHOLDER.test(each)) return [fault('secret', `${which} is a well-known placeholder.`, NEW_SECRET)]
  const bits = Math.round(estimateBits(each))
  if (bits < BITS.guessable) {
    const says = `${which} can be guessed. It has about ${bits} bits of randomness instead of 256.`
    return [fault('secret', says, NEW_SECRET)]
  }
  const says = `${which} has about ${bits} bits of randomness instead of 256.`
  return bits < BITS.random ? [warning('secret', says, NEW_SECRET)] : []
}

function rotation(count: number): Finding[] {
  if (count === 1) return []
  const says = `AUTH_SECRET lists ${count} secrets. Links and sessions signed with the older ones remain valid.`
  const mend = 'Keep only the first one a week after the change (docs/operating.md, Changing AUTH_SECRET)'
  return [count === 2 ? hint('secret.rotation', says, mend) : warning('secret.rotation', says, mend)]
}

const length = (text: string) => Buffer.byteLength(text)
