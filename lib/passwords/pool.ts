import os from 'node:os'
import { Worker } from 'node:worker_threads'
import { Unavailable } from '@/lib/unavailable'
import { type HashSpans, hashSpans } from './hash-spans'
import type { Answer, HashEngine, Job } from './work'

/** Thirty-two hashes ahead of one worker take about seven seconds: who comes later is better told so at once. */
const WAITING_PER_WORKER = 32
/** On a machine that does other work too they may take minutes; by then nobody waits for the answer any more. */
const PATIENCE_SECONDS = 10
const RETRY_AFTER_SECONDS = 5

type Options = { size?: number; waitingPerWorker?: number; patienceSeconds?: number; engine?: HashEngine }
type Task = {
  job: Job
  resolve(answer: unknown): void
  reject(error: Error): void
  deaths: number
  spans: HashSpans
  patience?: NodeJS.Timeout
}

export type HashPool = {
  /** Rejects with Unavailable when the queue is full or the work cannot be done; it always settles. */
  run<J extends Job>(job: J): Promise<Answer<J>>
  load(): HashLoad
  close(): Promise<void>
}

/** What a pool does now, and what it has refused since it was opened. */
type HashLoad = { running: number; waiting: number; refused: number }

/** Hashing in threads of its own, so that neither the event loop nor libuv's pool ever waits behind a password. */
export function openHashPool(options: Options = {}): HashPool {
  const { size = os.availableParallelism(), waitingPerWorker = WAITING_PER_WORKER, engine = 'native' } = options
  const { patienceSeconds = PATIENCE_SECONDS } = options
  const waiting: Task[] = []
  const idle = new Set<Worker>()
  const busy = new Map<Worker, Task>()
  let closed = false
  let refused = 0

  function run<J extends Job>(job: J): Promise<Answer<J>> {
    if (closed) return Promise.reject(unavailable('hash pool closed'))
    if (waiting.length >= size * waitingPerWorker) {
      refused += 1
      return Promise.reject(unavailable('hash queue full'))
    }
    const spans = hashSpans()
    const answer = new Promise<Answer<J>>((resolve, reject) => {
      const task: Task = { job, resolve: resolve as Task['resolve'], reject, deaths: 0, spans }
      task.patience = setTimeout(() => giveUp(task), patienceSeconds * 1000)
      waiting.push(task)
      next()
    })
    return answer.finally(() => spans?.ends())
  }

  function next() {
    if (waiting.length === 0 || busy.size >= size) return
    try {
      assign(idle.values().next().value ?? start())
    } catch (cause) {
      // A thread that cannot start (a limit on processes, say) leaves nobody waiting unless another will come free.
      if (busy.size === 0) refuseAll(unavailable('hash worker does not start', cause))
    }
  }

  function assign(worker: Worker) {
    const task = waiting.shift()!
    clearTimeout(task.patience)
    idle.delete(worker)
    busy.set(worker, task)
    task.spans?.runs()
    // Only a busy worker keeps the process alive, so that a script ends by itself.
    worker.ref()
    worker.postMessage(task.job)
  }

  function start(): Worker {
    const worker = new Worker(new URL('./hash.worker.mjs', import.meta.url), { workerData: { engine } })
    let cause: unknown
    worker.on('message', (answer) => finished(worker, answer))
    worker.on('error', (error) => {
      cause = error
    })
    worker.on('exit', () => lost(worker, cause))
    return worker
  }

  function finished(worker: Worker, answer: unknown) {
    busy.get(worker)?.resolve(answer)
    busy.delete(worker)
    idle.add(worker)
    worker.unref()
    next()
  }

  function lost(worker: Worker, cause: unknown) {
    const task = busy.get(worker)
    busy.delete(worker)
    idle.delete(worker)
    if (task) tryAgain(task, cause)
    next()
  }

  function tryAgain(task: Task, cause: unknown) {
    task.deaths += 1
    // Once only: a job that kills its worker must not go on to kill them all.
    if (closed || task.deaths > 1) task.reject(unavailable('hash worker died', cause))
    else waiting.unshift(task)
  }

  function giveUp(task: Task) {
    waiting.splice(waiting.indexOf(task), 1)
    refused += 1
    task.reject(unavailable('waited too long for a hash'))
  }

  function refuseAll(error: Error) {
    for (const task of waiting.splice(0)) {
      clearTimeout(task.patience)
      task.reject(error)
    }
  }

  async function close() {
    closed = true
    refuseAll(unavailable('hash pool closed'))
    await Promise.all([...idle, ...busy.keys()].map((worker) => worker.terminate()))
  }

  return { run, load: () => ({ running: busy.size, waiting: waiting.length, refused }), close }
}

function unavailable(message: string, cause?: unknown): Unavailable {
  return new Unavailable(message, RETRY_AFTER_SECONDS, { cause })
}
