import type { Check } from '@/lib/doctor/check'
import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'
import { estimateBits } from './secret-strength'

const NEW_SECRET = 'echo "AUTH_SECRET=$(openssl rand -base64 32)" >> .env.local, and remove the old line'
const PLACEHOLDER = /change.?me|your.?secret|placeholder|replace.?(me|this)|example|xxxxx/i
/** Below the first it can be found by trying, below the second it is not what openssl makes. */
const BITS = { guessable: 80, random: 112 }

/** Whoever guesses the secret makes links to every account: it has to come from a generator, not from a head. */
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
  const which = index === 0 ? 'AUTH_SECRET' : `The ${index + 1}. secret of AUTH_SECRET`
  if (PLACEHOLDER.test(each)) return [fault('secret', `${which} is a placeholder that everybody knows.`, NEW_SECRET)]
  const bits = Math.round(estimateBits(each))
  const measured = `${which} holds about ${bits} bits of chance, a random one of its kind 256`
  if (bits < BITS.guessable) return [fault('secret', `${measured}: it can be guessed.`, NEW_SECRET)]
  return bits < BITS.random ? [warning('secret', `${measured}.`, NEW_SECRET)] : []
}

function rotation(count: number): Finding[] {
  if (count === 1) return []
  const says = `AUTH_SECRET lists ${count} secrets: what the older ones signed still counts.`
  const mend = 'AUTH_SECRET=<the first alone>, a week after the change (docs/operating.md, Changing AUTH_SECRET)'
  return [count === 2 ? hint('secret.rotation', says, mend) : warning('secret.rotation', says, mend)]
}

const length = (text: string) => Buffer.byteLength(text)
