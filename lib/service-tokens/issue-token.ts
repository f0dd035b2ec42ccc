import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { User } from '@/db/accounts/users'
import { config } from '@/lib/config'
import { fail, ok } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perSession } from '@/lib/throttle/budgets'
import { limitCalls } from '@/lib/throttle/throttle'
import { issueTokenInput } from './schema'
import { ALGORITHM, type SigningKey, signingKeys } from './signing-keys'

/** How long a service may believe what it cannot ask us about: a session that ends meanwhile ends there as late as this. */
export const SERVICE_TOKEN_SECONDS = 300

/** A signed statement for one other service of who is logged in here; no session, and of no use at our own doors. */
export const issueToken = loggedInOperation({
  input: issueTokenInput,
  throttle: limitCalls('token', perSession(120, '15m')),
  run: async ({ audience }, _, { user }) => {
    // A service that the operator did not name could show the token to another and pass for its user there.
    if (!config().TOKEN_AUDIENCES.includes(audience)) {
      return fail('invalid-input', { audience: ['This site makes no tokens for a service of that name.'] })
    }
    return ok({ service_token: await sign(user, audience), audience, expires_in: SERVICE_TOKEN_SECONDS })
  },
})

async function sign({ id, email, emailVerifiedAt }: User, audience: string): Promise<string> {
  const [{ privateKey, publicKey }] = (await signingKeys()) as [SigningKey]
  const now = Math.floor(Date.now() / 1000)
  // Neither name nor phone number: what goes to others is what they need to know an account again.
  return new SignJWT({ email, email_verified: emailVerifiedAt !== null })
    .setProtectedHeader({ alg: ALGORITHM, kid: publicKey.kid, typ: 'JWT' })
    .setIssuer(config().APP_URL)
    .setSubject(id)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + SERVICE_TOKEN_SECONDS)
    .setJti(randomUUID())
    .sign(privateKey)
}
