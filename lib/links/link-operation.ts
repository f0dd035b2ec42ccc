import type { Origin, User } from '@/db/accounts/users'
import type { LinkRow, UserLinkPurpose } from '@/db/links'
import { type Caller, type Declared, logCall, type Operation, operation, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { linkAttempts, readLink } from './mailed-link'
import { linkInput } from './schema'

type Use<P extends UserLinkPurpose> = {
  purpose: P
  /** Spends the link with all that follows from it, in one transaction; undefined when it was spent or closed meanwhile. */
  spend: (row: LinkRow<P>, origin: Origin) => Promise<User | 'taken' | undefined>
  /** What is said when it is done. */
  message: (row: LinkRow<P>, user: User) => string
}

/** What a link with one button does. Refuses with the four honest states, and `account-exists` where the address is taken. */
export function linkOperation<P extends UserLinkPurpose>({
  purpose,
  spend,
  message,
}: Use<P>): Operation<{ message: string; email: string }> & Declared {
  return operation({
    input: linkInput,
    throttle: linkAttempts,
    run: async ({ token }, caller) => {
      const link = await readLink(purpose, token)
      if (link.state !== 'good') return refuse(purpose, link.state, caller)
      const done = await spend(link.row, originOf(caller))
      if (done === 'taken') return refuse(purpose, 'account-exists', caller)
      if (!done) {
        const lost = await readLink(purpose, token)
        return refuse(purpose, lost.state === 'good' ? 'link-invalid' : lost.state, caller)
      }
      logCall(caller, { event: purpose, user: done.id })
      return ok({ message: message(link.row, done), email: done.email })
    },
  })
}

function refuse(purpose: string, code: Parameters<typeof fail>[0], caller: Caller) {
  logCall(caller, { event: `${purpose}.refused`, code })
  return fail(code)
}
