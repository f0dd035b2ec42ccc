import { returnFault } from '../app-address'

/** Nothing else may be in it, because it becomes a part of a configuration, where quotes and semicolons have a meaning. */
const ORIGIN = /^https?:\/\/[a-z\d.[\]:-]+\/?$/

/** Why an app has no recipe at this URL, or undefined if it has. A slash at the end is the same origin. */
export function originFault(url: string): string | undefined {
  if (!ORIGIN.test(url)) return `must be the app's own URL without a path, such as https://app.example.com: ${url}`
  return returnFault(url.endsWith('/') ? url : `${url}/`, 'web')
}
