import os from 'node:os'
import { RETRY_AFTER_SECONDS, Unavailable } from '@/lib/unavailable'
import { type HashSpans, hashSpans } from './hash-spans'
import { type HashThread, type Recall, startHashThread } from './hash-thread'
import type { Answer, HashEngine, Job } from './work'

/** Thirty-two hashes ahead of one worker take about seven seconds: who comes later is better told so at once. */
const WAITING_PER_WORKER = 32
/** On a machine that does other work too they may take minutes; by then nobody waits for the answer any more. */
const PATIENCE_SECONDS = 10

type Options = { size?: number; waitingPerWorker?: number; patienceSeconds?: number; engine?: HashEngine }
type Task = {
  job: Job
  resolve(answer: unknown): void
  reject(error: Error): void
  deaths: number
  spans: HashSpans
  patience?: NodeJS.Timeout
  /** Counts up with each that a thread is given; of a task that waits, only while it lies in an inbox. */
  turn: number
  inbox?: { thread: HashThread; recall: Recall }
}
/** What a thread computes; what lies in its inbox, so that it goes on before its answer is read; the turn it did last. */
type Hands = { running: Task; next?: Task; done: number }

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
  /** All that no thread is known to have begun, those in an inbox too, in the order in which they came. */
  const waiting: Task[] = []
  const idle = new Set<HashThread>()
  const busy = new Map<HashThread, Hands>()
  let turns = 0
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
      const task: Task = { job, resolve: resolve as Task['resolve'], reject, deaths: 0, spans, turn: 0 }
      task.patience = setTimeout(() => giveUp(task), patienceSeconds * 1000)
      waiting.push(task)
      next()
    })
    return answer.finally(() => spans?.ends())
  }

  function next() {
    try {
      while (waiting.length > 0 && busy.size < size) if (!begin()) return
    } catch (cause) {
      // A thread that cannot start (a limit on processes, say) leaves nobody waiting unless another will come free.
      if (busy.size === 0) refuseAll(unavailable('hash worker does not start', cause))
    }
    for (const [thread, hands] of busy) if (!hands.next) offer(thread, hands)
  }

  /** Whether an idle thread has got something to do: the oldest, out of the inbox of a busy one if need be. */
  function begin(): boolean {
    const task = claim(Number.POSITIVE_INFINITY)
    if (!task) return false
    const thread = idle.values().next().value ?? startHashThread(engine, { answer: finished, end: lost })
    idle.delete(thread)
    task.turn = ++turns
    busy.set(thread, { running: task, done: 0 })
    begins(task)
    thread.begin(task.job)
    return true
  }

  /** Gives a busy thread what it goes on with, if there is anything. */
  function offer(thread: HashThread, hands: Hands) {
    const task = claim(hands.done)
    if (!task) return
    task.turn = ++turns
    task.inbox = { thread, recall: thread.offer(task.job) }
    hands.next = task
  }

  /**
   * The oldest that nobody has, or that has lain in an inbox since `before`: a thread that has done a whole job meanwhile
   * takes it from one that is slow.
   */
  function claim(before: number): Task | undefined {
    return waiting.find((task) => !task.inbox || (task.turn < before && recall(task)))
  }

  function recall(task: Task): boolean {
    const { thread, recall } = task.inbox!
    if (!recall()) return false
    busy.get(thread)!.next = undefined
    task.inbox = undefined
    return true
  }

  function begins(task: Task) {
    waiting.splice(waiting.indexOf(task), 1)
    task.inbox = undefined
    clearTimeout(task.patience)
    task.spans?.runs()
  }

  function finished(thread: HashThread, answer: unknown) {
    const { running, next: following } = busy.get(thread)!
    busy.delete(thread)
    if (following) {
      busy.set(thread, { running: following, done: running.turn })
      begins(following)
    } else {
      idle.add(thread)
      thread.rest()
    }
    running.resolve(answer)
    next()
  }

  function lost(thread: HashThread, cause: unknown) {
    const { running, next: following } = busy.get(thread) ?? {}
    const begun = following && !recall(following)
    if (begun) begins(following)
    busy.delete(thread)
    idle.delete(thread)
    if (begun) tryAgain(following, cause)
    if (running) tryAgain(running, cause)
    next()
  }

  function tryAgain(task: Task, cause: unknown) {
    task.deaths += 1
    // Once only: a job that kills its worker must not go on to kill them all.
    if (closed || task.deaths > 1) task.reject(unavailable('hash worker died', cause))
    else waiting.unshift(task)
  }

  function giveUp(task: Task) {
    // Begun already, though its thread's answer to the job before is not read yet.
    if (task.inbox && !recall(task)) return
    waiting.splice(waiting.indexOf(task), 1)
    refused += 1
    task.reject(unavailable('waited too long for a hash'))
    next()
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
    await Promise.all([...idle, ...busy.keys()].map((thread) => thread.terminate()))
  }

  return { run, load: () => ({ running: busy.size, waiting: waiting.length, refused }), close }
}

function unavailable(message: string, cause?: unknown): Unavailable {
  return new Unavailable(message, RETRY_AFTER_SECONDS, { cause })
}
