import { allowScopes, noteDenial } from '@/db/provider/consents'
import { findRecordByUid } from '@/db/provider/records/find-records'
import type { FoundSession } from '@/db/sessions/sessions'
import { type PublicUser, publicUser } from '@/lib/accounts/public-user'
import { type Caller, originOf } from '@/lib/operation'
import { metadataOf, rulesIn } from '@/lib/provider/clients/client-metadata'
import { epoch } from '@/lib/provider/lifetimes'
import { noteForbidden } from '@/lib/provider/report'
import { SESSION_IDLE_DAYS } from '@/lib/sessions/session-lifetime'
import { obstacleTo, offered } from './admission'
import { asksToConfirm, expectedUser, isUnmet, scopesOf } from './interaction'
import { levelOf } from './login-level'
import { isWaiting, type Opened, openInteraction } from './open-interaction'

export type ShownApp = { id: string; name: string }
type WithUser = { app: ShownApp; user: PublicUser }

/** What the page /login/app/:uid does or shows in this browser. */
export type AppLogin =
  /** No app waits for a login in this browser, or no longer. */
  | { step: 'expired' }
  /** An app waits for this login, but the browser has sent no cookie at all, so it seems to keep none. */
  | { step: 'needs-cookies' }
  /** The path or URL to lead the browser to, from a real GET and not from an action. */
  | { step: 'go-on'; url: string }
  /** `email` is what the app says about who comes. */
  | { step: 'log-in'; app: ShownApp; email?: string }
  /** The app wants the owner to confirm now that it is them. */
  | ({ step: 'confirm-password' } & WithUser)
  /** The app expects another account. */
  | ({ step: 'other-account' } & WithUser)
  | ({ step: 'verify-email' } & WithUser)
  /** The operator requires two-step login, and the account does not have it yet. */
  | ({ step: 'set-up' } & WithUser)
  | ({ step: 'forbidden' } & WithUser)
  /** `host` is where the answer goes. */
  | ({ step: 'consent'; scopes: string[]; host: string } & WithUser)

/** `cookie`: the Cookie header of the browser. `session`: its live session here, if any. Throws Unavailable. */
export async function appLogin(uid: string, cookie: string, session: FoundSession | undefined): Promise<AppLogin> {
  const opened = await openInteraction(uid, cookie)
  if (!opened) return { step: cookie === '' && (await isWaiting(uid)) ? 'needs-cookies' : 'expired' }
  const app = { id: opened.client.id, name: opened.client.name }
  if (isAnswered(opened, session)) return { step: 'go-on', url: opened.wayOn }
  if (!session) {
    const hint = opened.interaction.params.login_hint
    return { step: 'log-in', app, ...(typeof hint === 'string' ? { email: hint } : {}) }
  }
  if (await isOfEndedSession(opened, session)) return { step: 'go-on', url: await beginAgain(opened, session) }
  const asked = await question(opened, session, app)
  if (asked?.step === 'forbidden') noteForbidden(app.id, session.user.id)
  return asked ?? { step: 'go-on', url: await answer(opened, session) }
}

/** The person has declined, or has consented and is still the one who is logged in. */
function isAnswered({ interaction: { result } }: Opened, session: FoundSession | undefined): boolean {
  if (result?.error) return true
  return result?.consent !== undefined && result.login?.accountId === session?.user.id
}

/** What is still to be asked, if anything; the order is that in which a person would expect the questions. */
async function question(opened: Opened, session: FoundSession, app: ShownApp): Promise<AppLogin | undefined> {
  const { interaction, startedAt, client } = opened
  const user = publicUser(session.user)
  const expected = expectedUser(interaction)
  if (expected !== undefined && expected !== session.user.id) return { step: 'other-account', app, user }
  if (asksToConfirm(interaction, session.confirmedAt, startedAt)) return { step: 'confirm-password', app, user }
  const scopes = scopesOf(interaction)
  const rules = rulesIn(metadataOf(client))
  const obstacle = await obstacleTo({ id: client.id, rules }, session.user, scopes)
  if (obstacle === 'forbidden') return { step: 'forbidden', app, user }
  if (obstacle === 'unverified') return { step: 'verify-email', app, user }
  if (obstacle === 'set-up') return { step: 'set-up', app, user }
  if (obstacle !== 'consent' && interaction.prompt.name !== 'consent') return undefined
  const { host, protocol } = new URL(String(interaction.params.redirect_uri))
  return { step: 'consent', app, user, scopes: offered(rules, scopes), host: host || protocol }
}

/** The library made this request part of a session that has ended meanwhile, or of another account's. */
async function isOfEndedSession({ interaction }: Opened, { id }: FoundSession): Promise<boolean> {
  const begun = interaction.session?.uid
  if (!begun) return false
  const record = await findRecordByUid('Session', begun, SESSION_IDLE_DAYS)
  return record?.sessionId !== id
}

/** The same request once more. Who has logged in or confirmed since it began has answered `prompt=login`, or they would be asked twice. */
async function beginAgain({ interaction, startedAt }: Opened, { confirmedAt }: FoundSession): Promise<string> {
  const params = Object.entries(interaction.params).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  )
  const query = new URLSearchParams(params)
  if (confirmedAt > startedAt) {
    const left = (query.get('prompt') ?? '').split(' ').filter((prompt) => prompt && prompt !== 'login')
    if (left.length > 0) query.set('prompt', left.join(' '))
    else query.delete('prompt')
  }
  await interaction.destroy()
  return `/oauth/authorize?${query}`
}

/** Tells the library who is logged in, since when and how; returns where it goes on. */
function answer(opened: Opened, session: FoundSession): Promise<string> {
  if (isUnmet(opened.interaction, levelOf(session).acr)) {
    const error = 'unmet_authentication_requirements'
    return opened.finish({ error, error_description: 'this login had neither a second step nor a passkey' })
  }
  return opened.finish({ login: loginOf(session) })
}

/** With the time at which the owner really confirmed that it is them, because apps decide by it whether to ask again. */
const loginOf = (session: FoundSession) => ({
  ...{ accountId: session.user.id, ts: epoch(session.confirmedAt), ...levelOf(session) },
})

/**
 * Records the answer to the question of consent. Returns the path at which the login goes on; undefined if no app waits for it
 * any more. `shown`: the scopes that the page named; if they are not those asked for now, the page asks again.
 */
export async function decideConsent(
  uid: string,
  cookie: string,
  session: FoundSession | undefined,
  { allowed, shown }: { allowed: boolean; shown: string },
  caller: Caller,
): Promise<string | undefined> {
  const opened = await openInteraction(uid, cookie)
  if (!opened || !session || (await isOfEndedSession(opened, session))) return undefined
  const app = { id: opened.client.id, name: opened.client.name }
  const asked = await question(opened, session, app)
  // What was not on the page is not allowed, such as a scope that the operator has just added.
  if (asked?.step !== 'consent' || asked.scopes.join(' ') !== shown) return `/login/app/${uid}`
  if (!allowed) {
    await noteDenial(session.user.id, app.id, originOf(caller))
    return opened.finish({ error: 'access_denied', error_description: 'the person did not allow it' })
  }
  await allowScopes(
    { userId: session.user.id, sessionId: session.id, clientId: app.id, scopes: asked.scopes },
    originOf(caller),
  )
  return opened.finish({ login: loginOf(session), consent: {} })
}

/** The person cancels: the app is told that access was denied. Undefined if no app waits any more. */
export async function declineAppLogin(uid: string, cookie: string): Promise<string | undefined> {
  const opened = await openInteraction(uid, cookie)
  return opened?.finish({ error: 'access_denied', error_description: 'the person canceled the login' })
}
