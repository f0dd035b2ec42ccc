import type { HashTask } from './hash-task'
import type { HashThread } from './hash-thread'

/** A busy thread: the task that it computes, and the next one in its inbox, so that it continues before its answer is read. */
export class BusyThread {
  next?: HashTask

  /** `done` is the turn of the job that it finished last. */
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

/** Takes a task back out of a thread's inbox, if it is in one; false if the thread has already begun it. */
export function recall(task: HashTask): boolean {
  if (!task.inbox) return true
  if (!task.inbox.recall()) return false
  task.inbox.of.next = undefined
  task.inbox = undefined
  return true
}
