import { perProcess } from '@/lib/per-process'

const state = perProcess('stopping', () => ({ stopping: false }))

/** True for a process that was told to stop and still answers. */
export const isStopping = () => state.stopping

/** From now on this process is not ready, so that load balancers stop sending requests to it. */
export function beginStopping(): void {
  state.stopping = true
}
