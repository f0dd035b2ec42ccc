import { onwardPath } from '@/app/_http/cookies/onward-cookie'
import { DeadLink, type DeadLinkTexts, unknownLinkTexts } from '@/app/_ui/dead-link'
import { LinkToAccount } from '@/app/_ui/link-to-account'
import { PageTitle } from '@/app/_ui/page-title'
import type { VerificationLink } from '@/lib/email-verification/verification-link'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'

type Dead = Exclude<VerificationLink, { state: 'good' }> | { state: 'no-link' }

const accountTexts: DeadLinkTexts = {
  'link-expired': `The link worked for ${lifetime(linkMinutes['verify-email'])}. You can request a new one in your account.`,
  'link-used': 'It works only once.',
  'link-replaced':
    'We sent you a newer link, or your password or email was changed in the meantime. You can request a new link in your account.',
  ...unknownLinkTexts,
}

const registrationTexts: DeadLinkTexts = {
  'link-expired': `The link worked for ${lifetime(linkMinutes.registration)}. No account was created. Please register again.`,
  'link-used': 'It has already created your account, and it works only once. You can log in.',
  'link-replaced': 'You registered again in the meantime. Use the link in the newest email, or register again.',
  ...unknownLinkTexts,
}

export function DeadVerificationLink({ link }: { link: Dead }) {
  if ('verified' in link && link.verified) return <EmailVerified email={link.email} />
  const ofRegistration = 'of' in link && link.of === 'registration'
  return (
    <DeadLink state={link.state} texts={ofRegistration ? registrationTexts : accountTexts}>
      {ofRegistration ? <AfterRegistration again={link.state === 'link-expired'} /> : <LinkToAccount />}
    </DeadLink>
  )
}

/** Whatever happened to the link, there is nothing left to do here. An app may wait for the email to be verified. */
export async function EmailVerified({ email }: { email: string }) {
  const title = 'Your email is already verified'
  const onward = await onwardPath()
  return (
    <section className="card">
      <PageTitle>{title}</PageTitle>
      <h1>{title}</h1>
      <p>
        <strong>{email}</strong> is verified. There’s nothing left to do.
      </p>
      {onward ? <Continue to={onward} /> : <LinkToAccount />}
    </section>
  )
}

function Continue({ to }: { to: string }) {
  return (
    <p className="choice">
      <a className="button main" href={to}>
        Continue
      </a>
    </p>
  )
}

function AfterRegistration({ again }: { again: boolean }) {
  return (
    <p className="choice">
      <a className="button main" href={again ? '/register' : '/login'}>
        {again ? 'Register again' : 'Log in'}
      </a>
    </p>
  )
}
