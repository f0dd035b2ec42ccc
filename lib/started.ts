import { perProcess } from './per-process'

const state = perProcess('server', () => ({ ours: false }))

/** Says that this process is a server of ours. */
export function claimProcess(): void {
  state.ours = true
}

/** False where somebody else runs Next, such as `next start`: without our pipeline nothing guards the pages. */
export const isOurServer = () => state.ours
