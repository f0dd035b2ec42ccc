import { tokenOfOpenedLink } from '@/app/_http/cookies/link-cookie'
import { registrationSecret } from '@/app/_http/cookies/registration-cookie'
import { LinkButton } from '@/app/_ui/link-button'
import { refusalIn } from '@/app/_ui/refusal'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { readVerificationLink } from '@/lib/email-verification/verification-link'
import { verifyEmailAction } from './action'
import { DeadVerificationLink, EmailVerified } from './dead-verification-link'
import { FinishRegistration } from './finish-registration'

/** Proves the mailbox of an account, or finishes a registration: the link decides. Opening it does neither. */
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
      title="Confirm your email address"
      link={link.id}
      button="Confirm this address"
      action={verifyEmailAction}
      refused={refused}
    >
      <p>
        <strong>{link.email}</strong> is the address of an account here.
      </p>
      <p>If you did not make this account, close this page: nothing is confirmed.</p>
    </LinkButton>
  )
})
