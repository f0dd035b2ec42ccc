import { recall } from './busy-thread'
import type { HashTask } from './hash-task'

/** All tasks that no thread is known to have begun, including those in an inbox, in order of arrival. */
export class HashQueue {
  readonly #tasks: HashTask[] = []

  get length(): number {
    return this.#tasks.length
  }

  add(task: HashTask): void {
    this.#tasks.push(task)
  }

  putBack(task: HashTask): void {
    this.#tasks.unshift(task)
  }

  remove(task: HashTask): void {
    this.#tasks.splice(this.#tasks.indexOf(task), 1)
  }

  removeAll(): HashTask[] {
    return this.#tasks.splice(0)
  }

  /**
   * The oldest task that is in no inbox, or has been in one since the turn `before`: a thread that has finished a whole job
   * in the meantime takes it from a slow one.
   */
  claim(before: number): HashTask | undefined {
    return this.#tasks.find((task) => !task.inbox || (task.turn < before && recall(task)))
  }
}
