import type { Adapter } from 'oidc-provider'
import { findLiveClient } from '@/db/provider/clients'
import { type FoundRecord, findRecord, findRecordByUid } from '@/db/provider/records/find-records'
import { deleteGranted, putGrant, putGranted } from '@/db/provider/records/grants'
import { putLibrarySession } from '@/db/provider/records/library-session'
import { consumeRecord, deleteRecord, putRecord } from '@/db/provider/records/records'
import { SESSION_IDLE_DAYS } from '@/lib/sessions/session-lifetime'
import { metadataOf } from './clients/client-metadata'
import { digest } from './digest'
import { epoch, OFFLINE, REUSE_SECONDS } from './lifetimes'
import { currentLogin, PASSWORD_ALONE } from './login/login-level'
import { entryOf, type Payload, withoutCookie } from './record-payload'
import { providerRequest } from './request'

/** What the adapter throws instead of a record; the classes come from the library, which is loaded only if it is used. */
export type AdapterErrors = {
  InvalidGrant: new (detail: string) => Error
  SessionNotFound: new (description: string) => Error
}

/** What the library stores, by a digest of its ID: a copy of the table contains no ID, and so no code or token. */
export class ProviderRecords implements Adapter {
  constructor(
    private readonly kind: string,
    private readonly errors: AdapterErrors,
    /** The library's name of the address that is being answered. */
    private readonly route: () => string | undefined,
  ) {}

  async find(id: string): Promise<Payload | undefined> {
    if (this.kind === 'Client') return findClientMetadata(id)
    const record = await findRecord(this.kind, digest(id))
    if (!record || this.isAnothers(record) || this.wasJustUsed(record)) return undefined
    return { ...this.current(record), jti: id, ...(record.consumed ? { consumed: epoch(new Date()) } : {}) }
  }

  /** The library looks a session up by its UID to see whether tokens of it still count. */
  async findByUid(uid: string): Promise<Payload | undefined> {
    return (await findRecordByUid(this.kind, uid, SESSION_IDLE_DAYS))?.payload
  }

  /** No flow for devices without a keyboard is offered, so there are no user codes. */
  async findByUserCode(): Promise<undefined> {
    return undefined
  }

  async upsert(id: string, payload: Payload, seconds: number): Promise<void> {
    const { jti: _, ...rest } = payload
    const record = { kind: this.kind, idHash: digest(id), payload: rest, seconds }
    if (this.kind === 'Grant') return this.putGrant(record, payload)
    if (this.kind === 'Session') return this.putSession(record, payload)
    const { grantId } = payload
    if (this.kind === 'Interaction') return putRecord({ ...record, payload: withoutCookie(rest) })
    if (!grantId) return putRecord(record)
    const stored = await putGranted({ ...record, grantId, grantHash: digest(grantId) })
    if (!stored) throw new this.errors.InvalidGrant('the grant or its session has ended')
  }

  /** Of redemptions at the same time exactly one gets beyond this line (RFC 9700 §4.14.2, OpenID Connect Core §3.1.3.2). */
  async consume(id: string): Promise<void> {
    const isFirst = await consumeRecord(this.kind, digest(id))
    if (!isFirst) throw new this.errors.InvalidGrant('it was used by another request at the same time')
  }

  async destroy(id: string): Promise<void> {
    // The library gives a session another ID at each login. Its row ends with the session here, and a token that is used in
    // between must still find it.
    if (this.kind === 'Session') return
    await deleteRecord(this.kind, digest(id))
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await deleteGranted(grantId)
  }

  /** A session of the library counts only in the browser whose session here it belongs to, however its cookie got there. */
  private isAnothers(record: FoundRecord): boolean {
    return this.kind === 'Session' && record.sessionId !== (providerRequest()?.session?.id ?? null)
  }

  /** What was stored, with what is true of the login by now: tokens must not claim a second step that is gone. */
  private current({ payload, sessionId, hasSecondStep }: FoundRecord): Payload {
    const session = providerRequest()?.session
    if (this.kind === 'Session' && payload.accountId && session) return { ...payload, ...currentLogin(session) }
    const hasFallen = payload.acr === '2' && sessionId !== null && !hasSecondStep
    return hasFallen ? { ...payload, ...PASSWORD_ALONE } : payload
  }

  private wasJustUsed({ consumed, consumedSecondsAgo }: FoundRecord): boolean {
    // An app that lost the answer can still revoke it, and everything that came from it.
    if (this.kind !== 'RefreshToken' || this.route() !== 'token') return false
    return consumed && consumedSecondsAgo < REUSE_SECONDS
  }

  private async putGrant(record: Parameters<typeof putGrant>[0], payload: Payload): Promise<void> {
    const scopes = String((payload.openid as { scope?: string } | undefined)?.scope ?? '').split(' ')
    const { accountId, clientId } = payload as { accountId: string; clientId: string }
    const owner = {
      userId: accountId,
      clientId,
      sessionId: this.sessionHere(),
      offline: scopes.includes(OFFLINE),
    }
    if (!(await putGrant(record, owner))) throw this.ended()
  }

  private async putSession(record: Parameters<typeof putRecord>[0], payload: Payload): Promise<void> {
    const { uid, accountId } = payload
    // A session without an account has nobody to log in, and no row here that would end it.
    if (!accountId) return
    const owner = { userId: accountId, sessionId: this.sessionHere() }
    const stored = await putLibrarySession({ ...record, uid, ...owner }, entryOf(payload))
    if (!stored) throw this.ended()
  }

  /** The library may know a person only as long as this browser has a live session here; the database sees whose it is. */
  private sessionHere(): string {
    const session = providerRequest()?.session
    if (!session) throw this.ended()
    return session.id
  }

  private ended(): Error {
    const request = providerRequest()
    if (request) request.ended = true
    return new this.errors.SessionNotFound('the login has ended')
  }
}

async function findClientMetadata(id: string): Promise<Payload | undefined> {
  const client = await findLiveClient(id)
  return client && (metadataOf(client) as Payload)
}
