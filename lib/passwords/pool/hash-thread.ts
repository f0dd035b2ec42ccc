import { Worker } from 'node:worker_threads'
import type { HashEngine, Job } from './hash-job'

export type HashThread = {
  begin(job: Job): void
  /** Puts a job into the thread's inbox, to be computed after the current one. */
  offer(job: Job): Recall
  /** The thread has nothing to do for now, so it must not keep the process alive. */
  rest(): void
  terminate(): Promise<unknown>
}

/** True if the thread had not begun the offered job and now never will. */
export type Recall = () => boolean

type Ears = { answer(thread: HashThread, answer: unknown): void; end(thread: HashThread, cause: unknown): void }

/** A thread that answers its jobs in order. */
export function startHashThread(engine: HashEngine, ears: Ears): HashThread {
  const worker = new Worker(new URL('./hash.worker.mjs', import.meta.url), { workerData: { engine } })
  const thread: HashThread = {
    begin(job) {
      // Only a busy worker keeps the process alive, so that a script ends by itself.
      worker.ref()
      worker.postMessage({ job })
    },
    offer(job) {
      // The first to set it gets the job: the thread to compute it, or this side to give it to another thread.
      const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
      worker.postMessage({ job, taken })
      return () => Atomics.exchange(taken, 0, 1) === 0
    },
    rest: () => worker.unref(),
    terminate: () => worker.terminate(),
  }
  let cause: unknown
  worker.on('message', (answer) => ears.answer(thread, answer))
  worker.on('error', (error) => {
    cause = error
  })
  worker.on('exit', () => ears.end(thread, cause))
  return thread
}
