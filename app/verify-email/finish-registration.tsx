import { Agreement } from '@/app/_ui/fields/agreement'
import { LinkButton } from '@/app/_ui/forms/link-button'
import { Refusal } from '@/app/_ui/forms/refusal'
import { RegistrationClosed } from '@/app/register/registration-closed'
import { config } from '@/lib/config'
import type { VerificationLink } from '@/lib/email-verification/verification-link'
import { verifyEmailAction } from './action'
import { EmailRegistered } from './email-registered'
import { FinishRegistrationForm } from './form'

type RegistrationLink = Extract<VerificationLink, { state: 'good'; of: 'registration' }>

const phoneTakenTexts = {
  required: 'Another account already uses the phone number. Enter a different one.',
  optional: 'Another account already uses the phone number. Enter a different one, or leave the field empty.',
  off: undefined,
}

/** The browser that registered sees one button. In any other, the reader of the email checks details that a stranger may have typed. */
export function FinishRegistration({ link, refused }: { link: RegistrationLink; refused?: string }) {
  const { APP_NAME, REGISTRATION, PHONE_NUMBER } = config()
  const title = 'Finish your registration'
  const button = 'Create my account'
  if (REGISTRATION === 'closed') return <RegistrationClosed />
  if (link.emailTaken) return <EmailRegistered email={link.email} />
  const email = (
    <p>
      You’ll log in with <strong>{link.email}</strong>.
    </p>
  )
  if (!link.needsPassword && !link.needsPhone && !link.phoneTaken) {
    return (
      <LinkButton title={title} link={link.id} button={button} action={verifyEmailAction} refused={refused}>
        {email}
        <p>Didn’t register here? Just close this page. No account will be created.</p>
      </LinkButton>
    )
  }
  const { firstName, lastName, phoneNumber } = link.row
  // A phone number that another account uses is not filled in again.
  const registered = {
    first_name: firstName,
    last_name: lastName,
    phone_number: (!link.phoneTaken && phoneNumber) || '',
  }
  return (
    <section className="card">
      <h1>{title}</h1>
      <Refusal>{refused}</Refusal>
      {email}
      <p>You or someone else entered these details to register with your email. Check them and choose a password.</p>
      {link.phoneTaken && <p>{phoneTakenTexts[PHONE_NUMBER]}</p>}
      <FinishRegistrationForm
        site={APP_NAME}
        title={title}
        button={button}
        link={link.id}
        email={link.email}
        phoneNumber={PHONE_NUMBER}
        registered={registered}
      />
      <Agreement />
      <p className="aside">Don’t want an account? Just close this page. No account will be created.</p>
    </section>
  )
}
