import { perProcess } from '@/lib/per-process'

const state = perProcess('server', () => ({ ours: false }))

/** Marks this process as one of our servers. */
export function claimProcess(): void {
  state.ours = true
}

/** False if something else runs Next, such as `next start`: without our pipeline, nothing protects the pages. */
export const isOurServer = () => state.ours
