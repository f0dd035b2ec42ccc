import type { Worker } from 'node:worker_threads'
import { test } from 'playwright/test'
import { Unavailable } from '@/lib/unavailable'
import { expect } from '@/test/expect'
import type { Job, Step } from './hash-job'
import { HashPool } from './hash-pool'
import { closeHashPool, hashPool } from './shared-pool'

const started: Worker[] = []
const remember = (worker: Worker) => started.push(worker)
const opened: HashPool[] = []

test.beforeAll(() => void process.on('worker', remember))
test.afterAll(() => void process.off('worker', remember))
test.afterEach(async () => {
  await Promise.all(opened.splice(0).map((pool) => pool.close()))
  started.length = 0
})

test('no more threads start than the pool has, and none before the first hash', async () => {
  const pool = open({ size: 2 })
  expect(started).toHaveLength(0)
  await Promise.all(Array.from({ length: 8 }, () => pool.run(hash(4))))
  expect(started).toHaveLength(2)
})

test('a hash that finds the queue full is refused at once, the others are answered in order', async () => {
  const pool = open({ size: 1, waitingPerWorker: 2 })
  const answered: number[] = []
  const accepted = [0, 1, 2].map((place) => pool.run(hash(4)).then(() => answered.push(place)))

  const refusal = await pool.run(hash(4)).catch((error) => error)
  expect(refusal).toBeInstanceOf(Unavailable)
  expect(refusal).toMatchObject({ message: 'hash queue full', retryAfterSeconds: 5 })
  expect(answered).toEqual([])

  await Promise.all(accepted)
  expect(answered).toEqual([0, 1, 2])
  expect(await pool.run(hash(4))).toHaveLength(31)
})

test('a worker starts its next hash before its last answer has been read', async () => {
  const pool = open({ size: 1 })
  await pool.run(hash(4))
  const handed: unknown[] = []
  const worker = started[0]!
  const post = worker.postMessage.bind(worker)
  worker.postMessage = (message) => post(handed[handed.push(message) - 1])
  const answers = [1, 2, 3].map(() => pool.run(hash(4)))
  expect(handed).toHaveLength(2)
  expect(pool.load()).toMatchObject({ running: 1, waiting: 2 })
  await Promise.all(answers)
  expect(handed).toHaveLength(3)
})

test('a hash in a slow worker’s inbox is computed by an idle one, and only once', async () => {
  const pool = open({ size: 2 })
  await Promise.all([pool.run(hash(4)), pool.run(hash(4))])
  const answered: string[] = []
  const ask = (what: string, cost: number) => pool.run(hash(cost)).then(() => answered.push(what))
  const asked = [ask('slow', 12), ask('quick', 7), ask('before the slow one', 4)]
  await Promise.all(asked.slice(1))
  asked.push(ask('later', 4), ask('later', 4))
  await Promise.all(asked)
  expect(answered).toEqual(['quick', 'before the slow one', 'later', 'later', 'slow'])
})

test('a hash in a slow worker’s inbox is computed by a busy one that has finished another in the meantime', async () => {
  const pool = open({ size: 2 })
  await Promise.all([pool.run(hash(4)), pool.run(hash(4))])
  const answered: string[] = []
  const ask = (what: string, cost: number) => pool.run(hash(cost)).then(() => answered.push(what))
  const many = Array.from({ length: 8 }, (_, place) => `${place}`)
  await Promise.all([
    ask('slow', 12),
    ask('quick', 8),
    ask('before the slow one', 4),
    ...many.map((what) => ask(what, 6)),
  ])
  expect(answered.indexOf('before the slow one')).toBeLessThan(4)
  expect(answered.at(-1)).toBe('slow')
})

test('on a machine busy with other work, a hash that has waited too long is refused and leaves the queue [J7]', async () => {
  const pool = open({ size: 1, waitingPerWorker: 2, patienceSeconds: 0.1 })
  await pool.run(hash(4))
  let computed = 0
  started[0]!.on('message', () => void computed++)
  const slow = pool.run(hash(12))
  const waiting = await Promise.all([4, 4].map((cost) => pool.run(hash(cost)).catch((error) => error)))
  for (const refusal of waiting) {
    expect(refusal).toBeInstanceOf(Unavailable)
    expect(refusal).toMatchObject({ message: 'waited too long for a hash', retryAfterSeconds: 5 })
  }
  expect(await slow).toHaveLength(31)
  expect(await pool.run(hash(4))).toHaveLength(31)
  expect(computed).toBe(2)
})

test('a hash whose worker dies is computed by another', async () => {
  const pool = open({ size: 1 })
  killNextWorkers(1)
  expect(await pool.run(hash(12))).toHaveLength(31)
  expect(started).toHaveLength(2)
})

test('a hash that loses two workers is given up, and the next one works', async () => {
  const pool = open({ size: 1 })
  killNextWorkers(2)
  await expect(pool.run(hash(12))).rejects.toThrow(Unavailable)
  expect(await pool.run(hash(4))).toHaveLength(31)
})

test('a job that kills its workers reports why and affects no other', async () => {
  const pool = open({ size: 1 })
  const [refusal, digest] = await Promise.all([pool.run(impossible).catch((error) => error), pool.run(hash(4))])
  expect(refusal).toMatchObject({ name: 'Unavailable', message: 'hash worker died' })
  expect(String(refusal.cause)).toContain('salt')
  expect(digest).toHaveLength(31)
})

test('every hash gets an answer while workers keep dying', async () => {
  const pool = open({ size: 2 })
  const answers = Array.from({ length: 20 }, () => pool.run(hash(8)).catch((error) => error))
  for (let killed = 0; killed < 6; killed++) {
    await expect.poll(() => started.length).toBeGreaterThan(killed)
    await started[killed]!.terminate()
  }
  for (const answer of await Promise.all(answers)) {
    if (typeof answer !== 'string') expect(answer).toBeInstanceOf(Unavailable)
  }
})

test('the remaining work is done after a refusal and skipped after a success', async () => {
  const pool = open({ size: 1 })
  const { step } = hash(4)
  const digest = await pool.run({ ask: 'digest', step })
  const otherwise = [impossible.step]
  const wrong = { step, digest: digest.replace(/.$/, '!') }
  expect(await pool.run({ ask: 'trial', trials: [wrong, { step, digest }], otherwise })).toBe(1)
  const refused: Job = { ask: 'trial', trials: [wrong, wrong], otherwise }
  await expect(pool.run(refused)).rejects.toThrow('hash worker died')
})

test('hashes that are waiting when the pool closes are refused, and so are later ones', async () => {
  const pool = open({ size: 1 })
  const answers = [1, 2, 3].map(() => pool.run(hash(10)).catch((error) => error))
  await pool.close()
  for (const answer of await Promise.all(answers)) expect(answer).toBeInstanceOf(Unavailable)
  await expect(pool.run(hash(4))).rejects.toThrow('hash pool closed')
})

test('the process has one pool until it is closed', async () => {
  const first = hashPool()
  expect(hashPool()).toBe(first)
  await closeHashPool()
  expect(hashPool()).not.toBe(first)
  await closeHashPool()
})

function open(options: ConstructorParameters<typeof HashPool>[0]): HashPool {
  // Not native, because ending a thread inside an addon may end the whole process.
  const pool = new HashPool({ engine: 'fallback', ...options })
  opened.push(pool)
  return pool
}

function hash(cost: number): { ask: 'digest'; step: Step } {
  return { ask: 'digest', step: { run: 'bcrypt', input: 'securepassword', salt: '.'.repeat(22), cost } }
}

const impossible = {
  ask: 'digest',
  step: { run: 'bcrypt', input: 'securepassword', salt: 'too short', cost: 4 },
} satisfies Job

/** Makes each of the next workers die as soon as it runs, with the hash it was given. */
function killNextWorkers(left: number) {
  process.once('worker', (worker) => {
    worker.once('online', () => worker.terminate())
    if (left > 1) killNextWorkers(left - 1)
  })
}
