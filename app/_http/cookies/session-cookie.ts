import { redirect } from 'next/navigation'
import { cache } from 'react'
import { ACCOUNT } from '@/app/_http/form/with-next'
import { type PublicUser, publicUser } from '@/lib/accounts/public-user'
import { type ConfirmationMethod, confirmationMethods } from '@/lib/factors/methods'
import { isSetUpRequired } from '@/lib/factors/set-up-required'
import { currentSession } from '@/lib/sessions/current-user'
import { renewToken } from '@/lib/sessions/renew-token'
import type { Credential } from '@/lib/sessions/session-token'
import { sessionCookie } from './cookie-names'
import { keptCookie } from './kept-cookie'
import { keepOnwardWithPage } from './onward-cookie'

const { read, keep, forget } = keptCookie(sessionCookie)

export async function cookieCredential(): Promise<Credential | undefined> {
  const token = await read()
  return token ? { token, kind: 'browser' } : undefined
}

/** The user who is logged in in this browser. */
export async function loggedInUser(): Promise<PublicUser | undefined> {
  const session = await browserSession()
  return session && publicUser(session.user)
}

/** The live session of this browser. Read once for each page, although both the header and the page ask for it. */
export const browserSession = cache(async () => currentSession(await cookieCredential()))

/**
 * What a page has to ask for before a risky change. `fresh`: the owner confirmed so recently that it need not ask. `twoStep`: a
 * password alone does not confirm. `methods`: what else the owner can confirm with.
 */
export type Confirmation = { fresh: boolean; twoStep: boolean; methods: ConfirmationMethod[] }

/**
 * `twoStepAt`: since when a login needs a second step. `unreachable`: emails to the user come back. `suspended`: the user has second
 * factors to keep or remove.
 */
type LoggedIn = {
  id: string
  confirmation: Omit<Confirmation, 'methods'>
  twoStepAt: Date | null
  unreachable: boolean
  suspended: boolean
  user: PublicUser
}

/** For a page whose form asks. Other pages need no query for the methods. */
export async function confirmationOf({ confirmation, user }: Pick<LoggedIn, 'confirmation' | 'user'>) {
  return { ...confirmation, methods: await confirmationMethods(user.id) } satisfies Confirmation
}

/**
 * The session whose account a page shows. Someone who is not logged in is sent to the login, and comes back to `path`. So does
 * someone who must set up two-step login first, except on the pages that work without it: `whileRequired`.
 */
export async function loggedInSession(path: `/account${string}`, { whileRequired = false } = {}): Promise<LoggedIn> {
  const session = await browserSession()
  if (!session) redirect(`/login?next=${path}`)
  if (!whileRequired && isSetUpRequired(session.user)) goAndSetUp(path)
  const { id, fresh, user } = session
  const { twoStepAt, emailUnreachableAt, factorsSuspendedAt } = user
  const confirmation = { fresh, twoStep: twoStepAt !== null }
  return {
    ...{ id, confirmation, twoStepAt, user: publicUser(user) },
    ...{ unreachable: emailUnreachableAt !== null, suspended: factorsSuspendedAt !== null },
  }
}

function goAndSetUp(path: `/account${string}`): never {
  if (path !== ACCOUNT) keepOnwardWithPage(path as `/account/${string}`)
  redirect('/account/security')
}

/** Gives the session of this browser another token; its tabs share the cookie. */
export async function renewSessionCookie(): Promise<void> {
  const credential = await cookieCredential()
  const token = credential && (await renewToken(credential))
  if (token) await keep(token)
}

export const setSessionCookie = keep
export const clearSessionCookie = forget
