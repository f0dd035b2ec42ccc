import { perProcess } from './per-process'

const state = perProcess('stopping', () => ({ isStopping: false }))

/** True for a process that was told to end and still answers. */
export const isStopping = () => state.isStopping

/** From now on this process is not ready, and load balancers are to turn away from it. */
export function beginStopping(): void {
  state.isStopping = true
}
