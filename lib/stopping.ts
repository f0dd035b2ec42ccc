import { perProcess } from './per-process'

const state = perProcess('stopping', () => ({ stopping: false }))

/** True for a process that was told to end and still answers. */
export const isStopping = () => state.stopping

/** From now on this process is not ready, and load balancers are to turn away from it. */
export function beginStopping(): void {
  state.stopping = true
}
