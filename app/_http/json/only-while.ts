import { problem } from '@/app/_http/json/problem'
import { fail } from '@/lib/result'
import type { jsonRoutes } from './json-routes'

type Routes = ReturnType<typeof jsonRoutes>

/** Routes that exist only while a setting enables them; otherwise each answers like an unknown URL. */
export function onlyWhile(isOn: () => boolean, routes: Routes): Routes {
  const guarded = Object.entries(routes).map(([method, route]) => {
    const orNothing: typeof route = async (...call) => (isOn() ? route(...call) : problem(fail('not-found')))
    return [method, orNothing]
  })
  return Object.fromEntries(guarded)
}
