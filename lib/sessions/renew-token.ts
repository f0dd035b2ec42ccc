import { replaceToken } from '@/db/sessions/sessions'
import { type Credential, hashSessionToken, newSessionToken } from './session-token'

/**
 * Gives a session another token, as whenever its owner has confirmed that it is them (OWASP ASVS 5.0.0, 7.2.4): a copy of the
 * former one is worth nothing from then on. Undefined if the session has ended.
 */
export async function renewToken({ token: former, kind }: Credential): Promise<string | undefined> {
  const { token, tokenHash } = newSessionToken()
  return (await replaceToken(hashSessionToken(former), tokenHash, kind)) ? token : undefined
}
