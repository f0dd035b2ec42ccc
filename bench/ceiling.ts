import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Sample } from './cell'

export type Scheme = 'bcrypt' | 'bcryptjs' | 'argon2id' | 'scrypt'

/** Measures a number of hashes in threads that do nothing else. No application can compute more. */
export async function ceiling(scheme: Scheme, amount: number, threads = availableParallelism()): Promise<Sample> {
  const workerData = { scheme, amount, shared: new SharedArrayBuffer(4) }
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('ceiling.worker.mjs', import.meta.url), { workerData }),
  )
  await Promise.all(workers.map((worker) => once(worker, 'message')))
  const start = performance.now()
  const done = workers.map((worker) => once(worker, 'message'))
  for (const worker of workers) worker.postMessage('go')
  await Promise.all(done)
  const seconds = (performance.now() - start) / 1000
  await Promise.all(workers.map((worker) => worker.terminate()))
  return { perSecond: amount / seconds }
}

const speeds = new Map<Scheme, Promise<Sample>>()

/** How many hashes take about `seconds` on all cores, as a multiple of `group`. It is the same in each round. */
export async function amountFor(scheme: Scheme, seconds: number, group: number): Promise<number> {
  if (!speeds.has(scheme)) speeds.set(scheme, ceiling(scheme, 8 * availableParallelism()))
  const { perSecond } = await speeds.get(scheme)!
  return group * Math.max(1, Math.round((perSecond! * seconds) / group))
}
