import type { Job } from './hash-job'
import type { Recall } from './hash-thread'
import { traceHash } from './trace-hash'

/** A requested hash; `late` is called unless it begins within `patienceSeconds`. */
export class HashTask {
  readonly answer: Promise<unknown>
  /** How many threads have died while computing it. */
  deaths = 0
  /** Increases with each task given to a thread; a waiting task has a turn only while it is in an inbox. */
  turn = 0
  inbox?: { of: { next?: HashTask }; recall: Recall }
  readonly #spans = traceHash()
  readonly #patience: NodeJS.Timeout
  #settle!: { resolve(answer: unknown): void; reject(error: Error): void }

  constructor(
    readonly job: Job,
    patienceSeconds: number,
    late: (task: HashTask) => void,
  ) {
    const answer = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
    })
    this.answer = answer.finally(() => this.#spans?.ends())
    this.#patience = setTimeout(() => late(this), patienceSeconds * 1000)
  }

  begins(): void {
    this.inbox = undefined
    clearTimeout(this.#patience)
    this.#spans?.runs()
  }

  resolve(answer: unknown): void {
    this.#settle.resolve(answer)
  }

  refuse(error: Error): void {
    clearTimeout(this.#patience)
    this.#settle.reject(error)
  }
}
