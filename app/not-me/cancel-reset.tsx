import { LinkButton } from '@/app/_ui/link-button'
import { PageTitle } from '@/app/_ui/page-title'
import { RESETS_MUTED_HOURS } from '@/lib/rules/muted-resets'
import { cancelResetAction } from './action'

/** From the mail of a reset request. */
type Props = {
  link: string
  /** No password opens the account: a mailed link must. */
  locked: boolean
  refused?: string
}

export function CancelReset({ link, locked, refused }: Props) {
  return (
    <LinkButton
      title="I did not ask for this"
      link={link}
      button="I did not ask for this"
      action={cancelResetAction}
      refused={refused}
    >
      <p>Somebody asked for a link to set a new password for your account. The button does this:</p>
      <ul>
        <li>The link in that mail no longer works.</li>
        {!locked && <li>For {RESETS_MUTED_HOURS} hours no other such mail is sent to you.</li>}
      </ul>
      {locked ? (
        <p>Your password is locked since you said “This wasn’t me”: only such a link opens your account again.</p>
      ) : (
        <p>Your password stays as it is. A login with it lets such mails through again.</p>
      )}
    </LinkButton>
  )
}

export function ResetCanceled({ locked }: { locked: boolean }) {
  return (
    <section className="card">
      <PageTitle>That link is cancelled</PageTitle>
      <h1>That link is cancelled</h1>
      {locked ? (
        <p>
          Your password is still locked. <a href="/forgot-password">Ask for a link</a> when you want to set a new one.
        </p>
      ) : (
        <p>
          Your password was not changed. For {RESETS_MUTED_HOURS} hours no other such mail is sent to you; a login with
          your password lets them through again.
        </p>
      )}
      <p className="aside">
        <a href="/login">Log in</a>
      </p>
    </section>
  )
}
