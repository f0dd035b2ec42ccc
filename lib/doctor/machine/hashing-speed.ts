import { availableParallelism } from 'node:os'
import type { Check } from '@/lib/doctor/check'
import { counted, type Finding, fine, warning } from '@/lib/doctor/finding'
import type { HashEngine } from '@/lib/passwords/hash-job'
import { makeHash } from '@/lib/passwords/hash-password'
import { makingScheme } from '@/lib/passwords/known-schemes'
import { hashEngine } from '@/lib/passwords/shared-pool'

const SLOW_MILLISECONDS = 500

/** How many logins this machine can compute; the first question also starts the thread, so that the hash is timed alone. */
export const hashing: Check = async ({ settings }) => {
  const scheme = settings.PASSWORD_HASH ?? 'bcrypt'
  const engine = await hashEngine()
  const begun = performance.now()
  await makeHash(makingScheme(scheme).recipe('what the doctor hashes'))
  return [...judgeEngine(engine), judgeSpeed(scheme, performance.now() - begun)]
}

/** Whether bcrypt runs as machine code; `where` for another machine than this one. */
export function judgeEngine(engine: HashEngine, where = ''): Finding[] {
  if (engine === 'native') return []
  const says = `Bcrypt runs as JavaScript${where}, not as machine code: each login takes a third longer.`
  const mend = 'npm rebuild bcrypt (it has builds for Linux, macOS and Windows; elsewhere it needs a compiler)'
  return [warning('hashing.engine', says, mend)]
}

export function judgeSpeed(scheme: string, milliseconds: number, cores = availableParallelism()): Finding {
  const took = `A password takes ${Math.round(milliseconds)} ms to hash with ${scheme}`
  const rate = `${((cores * 1000) / milliseconds).toFixed(1)} logins a second on ${counted(cores, 'core')}`
  if (milliseconds <= SLOW_MILLISECONDS) return fine('hashing.speed', `${took}: about ${rate}.`)
  const mend = 'PASSWORD_HASH=argon2id (a tenth of the work), or a machine that is faster or less busy'
  return warning('hashing.speed', `${took}: no more than ${rate}.`, mend)
}
