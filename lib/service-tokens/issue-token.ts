import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { FoundSession } from '@/db/sessions/sessions'
import { config } from '@/lib/config'
import { levelOf } from '@/lib/provider/login/login-level'
import { fail, ok } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perSession } from '@/lib/throttle/budgets'
import { limitCalls } from '@/lib/throttle/throttle'
import { issueTokenInput } from './schema'
import { ALGORITHM, type SigningKey, signingKeys } from './signing-keys'

/** How long a token is valid: after a session ends, a service may accept its token for at most this long. */
export const SERVICE_TOKEN_SECONDS = 300

/** Tells one other service who is logged in here. The token is not a session, and our own API does not accept it. */
export const issueToken = loggedInOperation({
  input: issueTokenInput,
  throttle: limitCalls('token', perSession(120, '15m')),
  run: async ({ audience }, _, session) => {
    // Only services that the operator has listed: any other could present the token elsewhere and impersonate the user.
    if (!config().TOKEN_AUDIENCES.includes(audience)) {
      return fail('invalid-input', { audience: ['This site doesn’t issue tokens for that service.'] })
    }
    return ok({ service_token: await sign(session, audience), audience, expires_in: SERVICE_TOKEN_SECONDS })
  },
})

async function sign(session: FoundSession, audience: string): Promise<string> {
  const { id, email, emailVerifiedAt } = session.user
  const [{ privateKey, publicKey }] = (await signingKeys()) as [SigningKey]
  const now = Math.floor(Date.now() / 1000)
  // Neither name nor phone number: other services get only what they need to recognize an account.
  return new SignJWT({ email, email_verified: emailVerifiedAt !== null, ...loginOf(session) })
    .setProtectedHeader({ alg: ALGORITHM, kid: publicKey.kid, typ: 'JWT' })
    .setIssuer(config().APP_URL)
    .setSubject(id)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + SERVICE_TOKEN_SECONDS)
    .setJti(randomUUID())
    .sign(privateKey)
}

/** How and when the owner showed that it is them, so that a service can ask for two factors or for a recent login. */
function loginOf(session: FoundSession): { amr: string[]; auth_time: number } {
  return { amr: levelOf(session).amr, auth_time: Math.floor(session.confirmedAt.getTime() / 1000) }
}
