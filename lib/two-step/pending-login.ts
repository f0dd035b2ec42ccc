import { ATTEMPTS_OF_LOGIN, findPendingLogin } from '@/db/factors/logins/pending-logins'
import { type SecondStepMethod, secondStepMethods } from '@/lib/factors/methods'
import { type Credential, hashSessionToken } from '@/lib/sessions/session-token'

/** `suspended`: "this wasn't me" has suspended second factors of the account, and its owner has not decided about them yet. */
type PendingLogin = {
  user: { id: string; email: string }
  methods: SecondStepMethod[]
  suspended: boolean
  attemptsLeft: number
}

/** The login that waits for its second step, for the page that asks for it; undefined once it has ended. */
export async function pendingLogin(
  token: string | undefined,
  door: Credential['kind'],
): Promise<PendingLogin | undefined> {
  const login = token === undefined ? undefined : await findPendingLogin(hashSessionToken(token), door)
  if (!login) return undefined
  const { id, email, factorsSuspendedAt } = login.user
  return {
    user: { id, email },
    methods: await secondStepMethods(id),
    suspended: factorsSuspendedAt !== null,
    attemptsLeft: ATTEMPTS_OF_LOGIN - login.attempts,
  }
}
