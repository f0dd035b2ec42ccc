import { DevelopmentMailbox } from '@/app/_ui/development-mailbox'
import { LinkButton } from '@/app/_ui/link-button'
import { PageTitle } from '@/app/_ui/page-title'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { notMeAction } from './action'

type Props = { link: { id: string; email: string }; present: string; refused?: string }

/** From a notice: takes the account back. */
export function SecureAccount({ link: { id, email }, present, refused }: Props) {
  return (
    <LinkButton title="This wasn’t me" link={id} button="This wasn’t me" action={notMeAction} refused={refused}>
      <p>Somebody else did that? Take your account back. The button does this:</p>
      <ul>
        <li>Every device and program is logged out.</li>
        <li>Pending changes are cancelled, and open links no longer work.</li>
        {present !== email && (
          <li>
            The address of your account goes back to <strong>{email}</strong>.
          </li>
        )}
        {canonicalEmail(present) !== canonicalEmail(email) && (
          <>
            <li>Your name and phone number are again what they were before the change.</li>
            <li>The address that the account has now is told, and its reader can contest this.</li>
          </>
        )}
        <li>The present password no longer opens the account.</li>
        <li>
          A link to set a new password is mailed to <strong>{email}</strong>.
        </li>
      </ul>
      <p>If it was you after all, close this page: nothing was changed.</p>
    </LinkButton>
  )
}

export function AccountSecured({ email }: { email: string }) {
  return (
    <section className="card">
      <PageTitle>Your account is safe</PageTitle>
      <h1>Check your mail</h1>
      <p>
        Every device and program was logged out, what was pending is cancelled, and the old password no longer opens the
        account.
      </p>
      <p>
        A link to set a new password is on its way to <strong>{email}</strong>.
      </p>
      <DevelopmentMailbox />
      <p className="aside">
        No mail after a few minutes? <a href="/forgot-password">Ask for another</a>
      </p>
    </section>
  )
}
