import { LinkButton } from '@/app/_ui/link-button'
import { Refusal } from '@/app/_ui/refusal'
import { RegistrationClosed } from '@/app/register/registration-closed'
import { config } from '@/lib/config'
import type { VerificationLink } from '@/lib/email-verification/verification-link'
import { verifyEmailAction } from './action'
import { EmailRegistered } from './email-registered'
import { FinishRegistrationForm } from './form'

type RegistrationLink = Extract<VerificationLink, { state: 'good'; of: 'registration' }>

/** One button for the browser that registered; elsewhere the reader of the mailbox checks what a stranger may have typed. */
export function FinishRegistration({ link, refused }: { link: RegistrationLink; refused?: string }) {
  const { APP_NAME, REGISTRATION } = config()
  const title = 'Finish your registration'
  const button = 'Create my account'
  if (REGISTRATION === 'closed') return <RegistrationClosed />
  if (link.emailTaken) return <EmailRegistered email={link.email} />
  const address = (
    <p>
      Your account will have the address <strong>{link.email}</strong>.
    </p>
  )
  const stranger = <p>If you did not register here, close this page: nothing was made.</p>
  if (!link.needsPassword && !link.phoneTaken) {
    return (
      <LinkButton title={title} link={link.id} button={button} action={verifyEmailAction} refused={refused}>
        {address}
        {stranger}
      </LinkButton>
    )
  }
  const { firstName, lastName, phoneNumber } = link.row
  // A number that another account has is not offered again.
  const registered = { first_name: firstName, last_name: lastName, phone_number: link.phoneTaken ? '' : phoneNumber }
  return (
    <section className="card">
      <h1>{title}</h1>
      <Refusal>{refused}</Refusal>
      {address}
      <p>
        These details were entered when your address was registered, by you or by someone else. Check them and choose a
        password.
        {link.phoneTaken && ' Enter another phone number: the one that was entered belongs to another account.'}
      </p>
      <FinishRegistrationForm
        site={APP_NAME}
        title={title}
        button={button}
        link={link.id}
        email={link.email}
        registered={registered}
      />
      <p className="aside">Don’t want an account? Close this page: nothing was made.</p>
    </section>
  )
}
