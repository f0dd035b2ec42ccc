import { DevelopmentMailbox } from '@/app/_ui/development-mailbox'
import { LinkButton } from '@/app/_ui/forms/link-button'
import { PageTitle } from '@/app/_ui/page-title'
import { FactorsNow } from '@/app/_ui/second-factors/factors-now'
import { BeforeUndoing, WhatIsUndone } from '@/app/_ui/second-factors/what-is-undone'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { notMeAction } from './action'

type Account = { id: string; email: string; twoStepAt: Date | null }
type Props = { link: { id: string; email: string }; user: Account; refused?: string }

/** Opened from a notice: secures the account for its owner. */
export function SecureAccount({ link: { id, email }, user, refused }: Props) {
  const { email: current } = user
  const twoStep = user.twoStepAt !== null
  return (
    <LinkButton title="Secure your account" link={id} button="Secure my account" action={notMeAction} refused={refused}>
      <p>If someone else did this, secure your account. We will:</p>
      <ul>
        <li>Log out every device and API client.</li>
        <li>
          Cancel pending changes, including a deletion of the account, and disable links that reset the password or
          change the email.
        </li>
        {current !== email && (
          <li>
            Change the account’s email back to <strong>{email}</strong>.
          </li>
        )}
        {canonicalEmail(current) !== canonicalEmail(email) && (
          <>
            <li>Change your profile details back to what they were before.</li>
            <li>Notify the account’s current email, whose owner can contest this.</li>
          </>
        )}
        <WhatIsUndone twoStep={twoStep} />
        <li>Disable the current password.</li>
        <li>
          Email <strong>{email}</strong> a link to choose a new password.
        </li>
      </ul>
      <BeforeUndoing twoStep={twoStep} />
      <p>If it was you, close this page. Nothing will change.</p>
    </LinkButton>
  )
}

type SecuredProps = { email: string; user: Account & { emailCanonical: string } }

export function AccountSecured({ email, user }: SecuredProps) {
  return (
    <section className="card">
      <PageTitle>Your account is secured</PageTitle>
      <h1>Check your email</h1>
      <p>
        Your account is secured. We logged out every device and API client, canceled pending changes and disabled the
        old password.
      </p>
      <p>
        We emailed <strong>{email}</strong> a link to choose a new password.
      </p>
      <FactorsNow email={email} user={user} />
      <DevelopmentMailbox />
      <p className="aside">
        No email after a few minutes? <a href="/forgot-password">Request a new link</a>
      </p>
    </section>
  )
}
