import type { Bench } from '../bench'
import { type App, startPeer } from './next-app'

/** What the framework alone can do: `/` static, `/dynamic` rendered for each request, `/answer` a route handler. */
export function plainNext(bench: Bench): Promise<App> {
  return bench.once('plain Next', () => startPeer(bench, 'plain'))
}
