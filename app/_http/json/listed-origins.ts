import { config } from '@/lib/config'

/** Whether the operator lets pages of this origin call the API (CORS_ORIGINS). Compared as a whole; `null` never matches. */
export function isListed(origin: string | null | undefined): boolean {
  return origin != null && config().CORS_ORIGINS.includes(origin)
}
