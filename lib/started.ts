import { perProcess } from './per-process'

const server = perProcess('server', () => ({ isOurs: false }))

/** Says that this process is a server of ours. */
export function claimProcess(): void {
  server.isOurs = true
}

/** False where somebody else runs Next, such as `next start`: without our pipeline nothing guards the pages. */
export const isOurServer = () => server.isOurs
