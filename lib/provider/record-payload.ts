import type { AdapterPayload } from 'oidc-provider'
import type { Entry } from '@/db/provider/records/library-session'
import { providerRequest } from './request'

export type Payload = AdapterPayload

/** The library puts its own cookie into the request of a login, and never reads it. */
export function withoutCookie({ session, ...payload }: Payload): Payload {
  if (!session) return payload
  const { cookie: _, ...rest } = session as Record<string, unknown>
  return { ...payload, session: rest } as Payload
}

/** The app that the request enters, if it is in the library's session by now. */
export function entryOf(payload: Payload): Entry | undefined {
  const entered = providerRequest()?.entered
  const authorizations = payload.authorizations as Record<string, { sid?: string }> | undefined
  const sid = entered && authorizations?.[entered]?.sid
  if (!entered || !sid) return undefined
  const { ip, userAgent } = providerRequest()!.caller
  return { clientId: entered, sid, ip, userAgent }
}
