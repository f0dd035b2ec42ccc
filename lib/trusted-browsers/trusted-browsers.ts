import { v7 as uuidv7 } from 'uuid'
import type { User } from '@/db/accounts/users'
import { isTrustedSince } from '@/db/factors/logins/trusted-browsers'
import { config } from '@/lib/config'
import { cookieOf, tokensIn } from '@/lib/devices/several-tokens'
import type { Caller } from '@/lib/operation'
import { readToken, signToken, type TokenKind } from '@/lib/secrets/signed-token'

/** Lasts for as long as the setting says now: lowering it, even to 0, also ends the trust that was given for longer. */
const kind = (): TokenKind => ({ purpose: 'trusted-browser', minutes: config().REMEMBER_BROWSER_DAYS * 24 * 60 })

/** The cookie value that a trusted browser gets in place of its previous one: a signed token for each account. */
export async function withTrust(
  had: string | undefined,
  { userId, trustedAt }: { userId: string; trustedAt: Date },
): Promise<string> {
  const expiresAt = new Date(trustedAt.getTime() + kind().minutes * 60_000)
  const token = await signToken(kind(), { id: uuidv7(), subject: userId, expiresAt })
  const others = (await trustsIn(had)).filter((other) => other.userId !== userId)
  return cookieOf([token, ...others.map(({ text }) => text)])
}

/**
 * Since when the caller's browser is trusted by this account; undefined if it is not. Only pages know trusted browsers: a program
 * keeps no cookies, and a copied token would be a second way around the second step.
 */
export async function trustOf(user: User, { door, trusted }: Caller): Promise<Date | undefined> {
  if (door !== 'browser') return undefined
  const own = (await trustsIn(trusted)).find(({ userId }) => userId === user.id)
  return own && isTrustedSince(own.trustedAt, user) ? own.trustedAt : undefined
}

type Trust = { text: string; userId: string; trustedAt: Date }

async function trustsIn(cookie: string | undefined): Promise<Trust[]> {
  const found = await Promise.all(
    tokensIn(cookie).map(async (text) => ({ text, claims: await readToken(kind(), text) })),
  )
  return found.flatMap(({ text, claims }) =>
    claims && !claims.expired ? [{ text, userId: claims.subject, trustedAt: claims.issuedAt }] : [],
  )
}
