import { LinkButton } from '@/app/_ui/link-button'
import { RegistrationClosed } from '@/app/register/registration-closed'
import { config } from '@/lib/config'
import type { VerificationLink } from '@/lib/email-verification/verification-link'
import { verifyEmailAction } from './action'
import { ChosenPasswordForm } from './form'

type RegistrationLink = Extract<VerificationLink, { state: 'good'; of: 'registration' }>

/** Asks for the password that was chosen where another browser registered: it may have been a stranger's. */
export function FinishRegistration({ link, refused }: { link: RegistrationLink; refused?: string }) {
  const { APP_NAME, REGISTRATION } = config()
  const title = 'Finish your registration'
  const button = 'Create my account'
  if (REGISTRATION === 'closed') return <RegistrationClosed />
  const words = (
    <>
      <p>
        Your account will have the address <strong>{link.email}</strong>.
      </p>
      <p>If you did not register here, close this page: nothing was made.</p>
    </>
  )
  if (!link.needsPassword) {
    return (
      <LinkButton title={title} link={link.id} button={button} action={verifyEmailAction} refused={refused}>
        {words}
      </LinkButton>
    )
  }
  return (
    <section className="card">
      <h1>{title}</h1>
      {words}
      <ChosenPasswordForm site={APP_NAME} title={title} button={button} link={link.id} email={link.email} />
    </section>
  )
}
