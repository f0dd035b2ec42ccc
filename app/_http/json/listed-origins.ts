import { config } from '@/lib/config'

/** Whether the operator lets pages of that origin call (CORS_ORIGINS): compared whole, and `null` is none. */
export function isListed(origin: string | null | undefined): boolean {
  return origin != null && config().CORS_ORIGINS.includes(origin)
}
