import { pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import os from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'

lowerPriority()
const { engine, bcrypt } = await loadBcrypt()

let before = Promise.resolve()
// No catch here: an error ends this worker, and the pool handles that.
parentPort.on('message', (message) => {
  before = before.then(() => take(message))
})

async function take({ job, taken }) {
  // A job in the inbox may have been given to another worker or have timed out since.
  const recalled = taken !== undefined && Atomics.exchange(taken, 0, 1) === 1
  if (!recalled) parentPort.postMessage(await answer(job))
}

function answer(job) {
  if (job.ask === 'digest') return digest(job.step)
  if (job.ask === 'trial') return whichSucceeds(job)
  return engine
}

async function whichSucceeds({ trials, otherwise }) {
  for (const [place, trial] of trials.entries()) if (equal(await digest(trial.step), trial.digest)) return place
  for (const step of otherwise) await digest(step)
  return -1
}

async function digest(step) {
  if (step.run === 'bcrypt') return bcryptDigest(step)
  return step.run === 'argon2id' ? await argon2idDigest(step) : pbkdf2Digest(step)
}

function bcryptDigest({ input, salt, cost }) {
  return bcrypt.hashSync(input, `$2b$${String(cost).padStart(2, '0')}$${salt}`).slice(-31)
}

async function argon2idDigest({ input, salt, memoryKib, passes, lanes, bytes }) {
  const { hashRawSync } = await import('@node-rs/argon2')
  const options = { memoryCost: memoryKib, timeCost: passes, parallelism: lanes, outputLen: bytes }
  const raw = hashRawSync(input, { ...options, salt: Buffer.from(salt, 'base64') })
  return raw.toString('base64').replaceAll('=', '')
}

function pbkdf2Digest({ input, salt, rounds }) {
  return pbkdf2Sync(input, Buffer.from(salt, 'base64'), rounds, 32, 'sha256').toString('base64')
}

function equal(left, right) {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right))
}

async function loadBcrypt() {
  if (workerData.engine === 'native') {
    try {
      return { engine: 'native', bcrypt: (await import('bcrypt')).default }
    } catch {
      // There is no addon for this platform. The log says so at the start.
    }
  }
  return { engine: 'fallback', bcrypt: (await import('bcryptjs')).default }
}

function lowerPriority() {
  // Requests come before hashes. Linux lowers only the priority of this thread; elsewhere it would be that of the whole server.
  if (process.platform !== 'linux') return
  try {
    os.setPriority(os.constants.priority.PRIORITY_LOW)
  } catch {
    // If a sandbox forbids this, requests are slower during logins, but logins still work.
  }
}
