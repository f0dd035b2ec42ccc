import type { HashTask } from './hash-task'
import type { HashThread } from './hash-thread'

/** A thread at work: what it computes, and what lies in its inbox, so that it goes on before its answer is read. */
export class BusyThread {
  next?: HashTask

  /** `done` is the turn of the job that it did last. */
  constructor(
    readonly thread: HashThread,
    readonly running: HashTask,
    readonly done = 0,
  ) {}

  offer(task: HashTask): void {
    task.inbox = { of: this, recall: this.thread.offer(task.job) }
    this.next = task
  }
}

/** Takes a task out of the inbox that it lies in, if any; false if that thread has begun with it. */
export function recall(task: HashTask): boolean {
  if (!task.inbox) return true
  if (!task.inbox.recall()) return false
  task.inbox.of.next = undefined
  task.inbox = undefined
  return true
}
