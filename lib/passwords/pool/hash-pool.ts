import os from 'node:os'
import { RETRY_AFTER_SECONDS, Unavailable } from '@/lib/unavailable'
import { BusyThread, recall } from './busy-thread'
import type { Answer, HashEngine, Job } from './hash-job'
import { HashQueue } from './hash-queue'
import { HashTask } from './hash-task'
import { type HashThread, startHashThread } from './hash-thread'

/** Thirty-two waiting hashes take one worker about seven seconds; beyond that it is better to refuse at once. */
const WAITING_PER_WORKER = 32
/** On a machine that does other work too they may take minutes, and by then nobody is waiting for the answer. */
const PATIENCE_SECONDS = 10

type Options = { size?: number; waitingPerWorker?: number; patienceSeconds?: number; engine?: HashEngine }
/** What a pool is doing now, and how many hashes it has refused since it was opened. */
type HashLoad = { running: number; waiting: number; refused: number }

/**
 * Hashes in threads of its own, so that neither the event loop nor libuv's pool ever waits for a password. We don't use
 * piscina, which is about as fast: after four threads had died before they were ready, it started no other (5.3.2), and
 * twenty hashes waited forever. This pool answers eighteen of them.
 */
export class HashPool {
  readonly #size: number
  readonly #mostWaiting: number
  readonly #patienceSeconds: number
  readonly #engine: HashEngine
  readonly #queue = new HashQueue()
  readonly #idle = new Set<HashThread>()
  readonly #busy = new Map<HashThread, BusyThread>()
  #turns = 0
  #refused = 0
  #closed = false

  constructor(options: Options = {}) {
    const { size = os.availableParallelism(), waitingPerWorker = WAITING_PER_WORKER } = options
    this.#size = size
    this.#mostWaiting = size * waitingPerWorker
    this.#patienceSeconds = options.patienceSeconds ?? PATIENCE_SECONDS
    this.#engine = options.engine ?? 'native'
  }

  /** Rejects with Unavailable when the queue is full or the work cannot be done; it always settles. */
  run<J extends Job>(job: J): Promise<Answer<J>> {
    if (this.#closed) return Promise.reject(unavailable('hash pool closed'))
    if (this.#queue.length >= this.#mostWaiting) {
      this.#refused += 1
      return Promise.reject(unavailable('hash queue full'))
    }
    const task = new HashTask(job, this.#patienceSeconds, (late) => this.#giveUp(late))
    this.#queue.add(task)
    this.#next()
    return task.answer as Promise<Answer<J>>
  }

  load(): HashLoad {
    return { running: this.#busy.size, waiting: this.#queue.length, refused: this.#refused }
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#refuseAll(unavailable('hash pool closed'))
    await Promise.all([...this.#idle, ...this.#busy.keys()].map((thread) => thread.terminate()))
  }

  #next(): void {
    try {
      while (this.#queue.length > 0 && this.#busy.size < this.#size) if (!this.#begin()) return
    } catch (cause) {
      // If a thread cannot start (because of a process limit, for example) and no other will become free, nothing may keep waiting.
      if (this.#busy.size === 0) this.#refuseAll(unavailable('hash worker does not start', cause))
    }
    for (const busy of this.#busy.values()) if (!busy.next) this.#offer(busy)
  }

  /** Gives an idle thread the oldest task, out of a busy thread's inbox if necessary; false if there was none. */
  #begin(): boolean {
    const task = this.#queue.claim(Number.POSITIVE_INFINITY)
    if (!task) return false
    const thread = this.#idle.values().next().value ?? this.#start()
    this.#idle.delete(thread)
    task.turn = ++this.#turns
    this.#goesOn(new BusyThread(thread, task))
    thread.begin(task.job)
    return true
  }

  #start(): HashThread {
    return startHashThread(this.#engine, {
      answer: (thread, answer) => this.#finished(thread, answer),
      end: (thread, cause) => this.#lost(thread, cause),
    })
  }

  /** Gives a busy thread its next task, if there is one. */
  #offer(busy: BusyThread): void {
    const task = this.#queue.claim(busy.done)
    if (!task) return
    task.turn = ++this.#turns
    busy.offer(task)
  }

  #goesOn(busy: BusyThread): void {
    this.#busy.set(busy.thread, busy)
    this.#begins(busy.running)
  }

  #begins(task: HashTask): void {
    this.#queue.remove(task)
    task.begins()
  }

  #finished(thread: HashThread, answer: unknown): void {
    const { running, next } = this.#busy.get(thread)!
    this.#busy.delete(thread)
    if (next) this.#goesOn(new BusyThread(thread, next, running.turn))
    else {
      this.#idle.add(thread)
      thread.rest()
    }
    running.resolve(answer)
    this.#next()
  }

  #lost(thread: HashThread, cause: unknown): void {
    const { running, next } = this.#busy.get(thread) ?? {}
    const begun = next && !recall(next)
    if (begun) this.#begins(next)
    this.#busy.delete(thread)
    this.#idle.delete(thread)
    if (begun) this.#tryAgain(next, cause)
    if (running) this.#tryAgain(running, cause)
    this.#next()
  }

  #tryAgain(task: HashTask, cause: unknown): void {
    task.deaths += 1
    // Only once, because a job that kills its worker must not kill all of them.
    if (this.#closed || task.deaths > 1) task.refuse(unavailable('hash worker died', cause))
    else this.#queue.putBack(task)
  }

  #giveUp(task: HashTask): void {
    // It has already begun, although its thread's previous answer has not been read yet.
    if (!recall(task)) return
    this.#queue.remove(task)
    this.#refused += 1
    task.refuse(unavailable('waited too long for a hash'))
    this.#next()
  }

  #refuseAll(error: Error): void {
    for (const task of this.#queue.removeAll()) task.refuse(error)
  }
}

function unavailable(message: string, cause?: unknown): Unavailable {
  return new Unavailable(message, RETRY_AFTER_SECONDS, { cause })
}
