import { tokenOfOpenedLink } from '@/app/_http/cookies/link-cookie'
import { registrationSecret } from '@/app/_http/cookies/registration-cookie'
import { LinkButton } from '@/app/_ui/forms/link-button'
import { refusalIn } from '@/app/_ui/forms/refusal'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { readVerificationLink } from '@/lib/email-verification/verification-link'
import { verifyEmailAction } from './action'
import { DeadVerificationLink, EmailVerified } from './dead-verification-link'
import { FinishRegistration } from './finish-registration'

/** Verifies the email of an account or finishes a registration, depending on the link. Opening the page does neither. */
export default orUnavailablePage(async function VerifyEmailPage({ searchParams }: PageProps<'/verify-email'>) {
  const token = await tokenOfOpenedLink('/verify-email')
  const link = await readVerificationLink(token, await registrationSecret())
  if (link.state !== 'good') return <DeadVerificationLink link={token ? link : { state: 'no-link' }} />
  const refused = refusalIn((await searchParams).refused)
  if (link.of === 'registration') return <FinishRegistration link={link} refused={refused} />
  const { emailVerifiedAt, emailUnreachableAt } = link.user
  if (emailVerifiedAt && !emailUnreachableAt) return <EmailVerified email={link.email} />
  return (
    <LinkButton
      title="Verify your email"
      link={link.id}
      button="Verify email"
      action={verifyEmailAction}
      refused={refused}
    >
      <p>
        Verify that <strong>{link.email}</strong> is yours.
      </p>
      <p>Didn’t create this account? Just close this page.</p>
    </LinkButton>
  )
})
