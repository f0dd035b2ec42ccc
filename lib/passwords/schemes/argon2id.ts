import { randomBytes } from 'node:crypto'
import type { Argon2idStep, Step } from '@/lib/passwords/pool/hash-job'
import type { MakingScheme } from './scheme'

/** OWASP's recommended parameters, used for every new hash. */
const TODAY = { memoryKib: 19_456, passes: 2, lanes: 1, bytes: 32 }

/** The most that a stored hash may cost, 128 MiB and about a second of one core: a more expensive one is refused, not computed. */
const MOST_MEMORY_KIB = 2 ** 17
const MOST_WORK = 8 * MOST_MEMORY_KIB

const FORMAT =
  /^\$argon2id\$v=19\$m=([1-9]\d*),t=([1-9]\d*),p=([1-9]\d?)\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{16,86})$/

/** Argon2id in the PHC string format, which Passlib reads and writes too. */
export const argon2id = {
  prefixes: ['$argon2id$'],

  recipe(password: string, cost = TODAY) {
    const salt = unpadded(randomBytes(16))
    const step = { run: 'argon2id', input: password, salt, ...cost } as const
    const parameters = `m=${cost.memoryKib},t=${cost.passes},p=${cost.lanes}`
    return { step, encode: (digest: string) => `$argon2id$v=19$${parameters}$${salt}$${digest}` }
  },

  trial(password, hash) {
    const [, memory, passes, lanes, salt, digest] = FORMAT.exec(hash) ?? []
    if (!salt || !digest) return undefined
    const bytes = Buffer.from(digest, 'base64').length
    const cost = { memoryKib: Number(memory), passes: Number(passes), lanes: Number(lanes), bytes }
    return isComputable(cost) ? { step: { run: 'argon2id', input: password, salt, ...cost }, digest } : undefined
  },

  weaker(step) {
    return step.run === 'argon2id' && (step.memoryKib < TODAY.memoryKib || work(step) < work(TODAY))
  },

  remaining(step): Step[] {
    // A bcrypt row can be recognized by its slower refusal until its owner's next login replaces the hash.
    if (step?.run !== 'argon2id') return [dummy(TODAY.memoryKib)]
    const memoryKib = Math.floor((work(TODAY) - work(step)) / TODAY.passes)
    return memoryKib >= LEAST_MEMORY_KIB ? [dummy(memoryKib)] : []
  },
} satisfies MakingScheme

type Cost = Pick<Argon2idStep, 'memoryKib' | 'passes' | 'lanes'>
const LEAST_MEMORY_KIB = 8

function isComputable(cost: Cost): boolean {
  const fits = cost.memoryKib >= LEAST_MEMORY_KIB * cost.lanes && cost.memoryKib <= MOST_MEMORY_KIB
  return fits && work(cost) <= MOST_WORK
}

/** The time is proportional to the memory written in all passes. */
function work({ memoryKib, passes }: Omit<Cost, 'lanes'>): number {
  return memoryKib * passes
}

function dummy(memoryKib: number): Step {
  return { run: 'argon2id', input: 'dummy', salt: unpadded(Buffer.alloc(16)), ...TODAY, memoryKib }
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
