import { recall } from './busy-thread'
import type { HashTask } from './hash-task'

/** All that no thread is known to have begun, those in an inbox too, in the order in which they came. */
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
   * The oldest that nobody has, or that has lain in an inbox since the turn `before`: a thread that has done a whole job
   * meanwhile takes it from one that is slow.
   */
  claim(before: number): HashTask | undefined {
    return this.#tasks.find((task) => !task.inbox || (task.turn < before && recall(task)))
  }
}
