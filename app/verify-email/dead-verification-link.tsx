import { DeadLink, type DeadLinkTexts, unknownLinkTexts } from '@/app/_ui/dead-link'
import { LinkToAccount } from '@/app/_ui/link-to-account'
import { PageTitle } from '@/app/_ui/page-title'
import type { VerificationLink } from '@/lib/email-verification/verification-link'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'

type Dead = Exclude<VerificationLink, { state: 'good' }> | { state: 'no-link' }

const accountTexts: DeadLinkTexts = {
  'link-expired': `A link is good for ${lifetime(linkMinutes['verify-email'])}. Your account can send you another.`,
  'link-used': 'It works only once.',
  'link-replaced':
    'A newer mail was sent, or the password or the address was changed since. Your account can send you another.',
  ...unknownLinkTexts,
}

const registrationTexts: DeadLinkTexts = {
  'link-expired': `A link is good for ${lifetime(linkMinutes.registration)}. No account was made: please register again.`,
  'link-used': 'It has made your account, and works only once. You can log in.',
  'link-replaced': 'You registered again since. Use the link of the newest mail, or register once more.',
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

/** Whatever became of the link, there is nothing left to do. */
export function EmailVerified({ email }: { email: string }) {
  const title = 'This address is confirmed already'
  return (
    <section className="card">
      <PageTitle>{title}</PageTitle>
      <h1>{title}</h1>
      <p>
        We know that <strong>{email}</strong> is yours. There is nothing left to do.
      </p>
      <LinkToAccount />
    </section>
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
