import { safePath } from '@/app/_http/form/safe-path'
import { isStaffPath } from './staff-address'

/** Where to go on within the console: a path of its pages, or /staff for anything else in `next`. */
export function staffPath(next: unknown): `/staff${string}` {
  const path = safePath(next)
  return isStaffPath(path) ? (path as `/staff${string}`) : '/staff'
}
