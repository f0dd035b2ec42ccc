import type { Origin, User } from '@/db/accounts/users'
import type { LinkRow, UserLinkPurpose } from '@/db/links'
import { type Caller, type Declared, logCall, type Operation, operation, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { linkAttempts, readLink } from './mailed-link'
import { linkInput } from './schema'

type Use<P extends UserLinkPurpose> = {
  purpose: P
  /** Uses the link up and makes its changes in one transaction; undefined if the link was used or canceled in the meantime. */
  spend: (row: LinkRow<P>, origin: Origin) => Promise<User | 'taken' | undefined>
  /** The message of a successful answer. */
  message: (row: LinkRow<P>, user: User) => string
}

/** The operation behind a link with one button. Refuses with the four states of a dead link, or `account-exists` if the email is taken. */
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
