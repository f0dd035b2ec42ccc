import { Worker } from 'node:worker_threads'
import type { HashEngine, Job } from './hash-job'

export type HashThread = {
  begin(job: Job): void
  /** Lays a job into the thread's inbox, for after the one it computes. */
  offer(job: Job): Recall
  /** Nothing is asked of it for now: it does not keep the process alive. */
  rest(): void
  terminate(): Promise<unknown>
}

/** True if the thread had not begun with what it was offered, and now never will. */
export type Recall = () => boolean

type Ears = { answer(thread: HashThread, answer: unknown): void; end(thread: HashThread, cause: unknown): void }

/** A thread that answers what it is asked, in that order. */
export function startHashThread(engine: HashEngine, ears: Ears): HashThread {
  const worker = new Worker(new URL('./hash.worker.mjs', import.meta.url), { workerData: { engine } })
  const thread: HashThread = {
    begin(job) {
      // Only a busy worker keeps the process alive, so that a script ends by itself.
      worker.ref()
      worker.postMessage({ job })
    },
    offer(job) {
      // Whoever is first to set it has the job: the thread to compute it, or we to give it to another.
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
