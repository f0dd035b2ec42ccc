import { randomBytes } from 'node:crypto'
import { putSeat } from '@/db/provider/app-seats'
import type { ClientRow } from '@/db/provider/clients'
import { findRecord } from '@/db/provider/records/find-records'
import type { Caller } from '@/lib/operation'
import { digest } from '@/lib/provider/digest'
import type { Failure } from '@/lib/result'
import { hashSeatToken } from './check-seat'
import { redeemCode } from './redeem-code'

type Returned = { client: ClientRow; origin: string; code: string; verifier: string }

/**
 * The end of a login: the browser that comes back with a code gets a seat at the app. Returns the token of the seat, undefined if the
 * code is not valid or the login has ended meanwhile, or a refusal after too many of those. Throws Unavailable.
 */
export async function takeSeat(returned: Returned, caller: Caller): Promise<{ token: string } | undefined | Failure> {
  // Anyone can make up a code. That must count neither as a fault of the app nor against other people with the same IP address.
  if (!(await findRecord('AuthorizationCode', digest(returned.code)))) return undefined
  const accessToken = await redeemCode(returned, caller)
  if (typeof accessToken !== 'string') return accessToken
  const accessTokenHash = digest(accessToken)
  const record = await findRecord('AccessToken', accessTokenHash)
  const userId = record?.payload.accountId
  if (!record?.sessionId || typeof userId !== 'string') return undefined
  const token = randomBytes(32).toString('base64url')
  const login = { userId, sessionId: record.sessionId, clientId: returned.client.id }
  const { host } = new URL(returned.origin)
  const isPut = await putSeat(login, { tokenHash: hashSeatToken(token), host, accessTokenHash })
  return isPut ? { token } : undefined
}
