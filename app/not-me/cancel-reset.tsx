import { LinkButton } from '@/app/_ui/forms/link-button'
import { PageTitle } from '@/app/_ui/page-title'
import { RESETS_MUTED_HOURS } from '@/lib/rules/muted-resets'
import { cancelResetAction } from './action'

/** Opened from the email about a reset request. */
type Props = {
  link: string
  /** The password is disabled, so only an emailed link lets the owner in. */
  locked: boolean
  refused?: string
}

export function CancelReset({ link, locked, refused }: Props) {
  return (
    <LinkButton
      title="Cancel reset request"
      link={link}
      button="Cancel reset request"
      action={cancelResetAction}
      refused={refused}
    >
      <p>Someone requested a link to reset your password. If it wasn’t you, cancel the request. We will:</p>
      <ul>
        <li>Disable the link in that email.</li>
        {!locked && <li>Stop sending you reset links for {RESETS_MUTED_HOURS} hours.</li>}
      </ul>
      {locked ? (
        <p>Your password is disabled since you secured your account. You need a reset link to log in again.</p>
      ) : (
        <p>Your password stays the same. When you log in with it, you can request reset links again.</p>
      )}
    </LinkButton>
  )
}

export function ResetCanceled({ locked }: { locked: boolean }) {
  return (
    <section className="card">
      <PageTitle>Reset request canceled</PageTitle>
      <h1>Reset request canceled</h1>
      {locked ? (
        <p>
          Your password is still disabled. <a href="/forgot-password">Request a reset link</a> when you want to choose a
          new one.
        </p>
      ) : (
        <p>
          Your password wasn’t changed. We won’t send you reset links for {RESETS_MUTED_HOURS} hours, unless you log in
          with your password before then.
        </p>
      )}
      <p className="aside">
        <a href="/login">Log in</a>
      </p>
    </section>
  )
}
