import type { Bench } from '../bench'
import { type App, startPeer } from './next-app'

/** Next alone: `/` is static, `/dynamic` is rendered for each request, `/answer` is a route handler. */
export function plainNext(bench: Bench): Promise<App> {
  return bench.once('plain Next', () => startPeer(bench, 'plain'))
}
