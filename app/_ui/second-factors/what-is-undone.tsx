import { config } from '@/lib/config'

type Props = {
  /** Two-step login is on now. */
  twoStep: boolean
}

/** What the button of an emailed link does about second factors, for the list of what it does. */
export function WhatIsUndone({ twoStep }: Props) {
  return (
    <>
      <li>
        Suspend passkeys, authenticator apps and recovery codes that were added since we sent you the email. You can
        keep or remove them later.
      </li>
      <li>
        {twoStep
          ? 'Bring back those that were removed since.'
          : 'Bring back those that were removed since, and two-step login if it was turned off since.'}
      </li>
    </>
  )
}

/** What to know before the button is pressed. */
export function BeforeUndoing({ twoStep }: Props) {
  return (
    <>
      <p>
        If you got several emails about changes that weren’t yours, use the link in the oldest one. It takes back the
        most.
      </p>
      {twoStep && (
        <p>
          Two-step login stays on. If everything that works for it was added since that email, nobody can log in until
          the people who run {config().APP_NAME} reset it.
        </p>
      )}
    </>
  )
}
