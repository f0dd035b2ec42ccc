import type { Routes } from '@/test/doors/json-door'
import { withSettings } from '@/test/with-settings'

/** The same routes on a site with PROVIDER=on. */
export function whileOn(routes: Routes): Routes {
  const switched = Object.entries(routes).map(([method, route]): [string, typeof route] => [
    method,
    (...call) => withSettings({ PROVIDER: 'on' }, () => route(...call)),
  ])
  return Object.fromEntries(switched) as Routes
}
