import { Action, worksOnce } from '@/emails/parts/action'
import { circumstances } from '@/emails/parts/circumstances'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { template } from '@/emails/parts/template'
import { shownEmail } from '@/emails/parts/typed-email'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type ConfirmRegistrationData = {
  firstName: string
  email: string
  at: Date
  ip?: string
  device?: string
  link: string
  lifetimeMinutes: number
}
type Said = { name?: string; email?: string; when: string; link: string }

/** Brings the link that creates an account from a registration. */
export function confirmRegistrationEmail(data: ConfirmRegistrationData): Promise<EmailContent> {
  const { firstName, email, at, ip, device, link, lifetimeMinutes } = data
  const when = circumstances(at, ip, device)
  return written({ name: greetingName(firstName), email: shownEmail(email), when, link }, lifetimeMinutes)
}

const written = template(({ name, email, when, link }: Said, lifetimeMinutes: number) => {
  const { APP_NAME } = config()
  const subject = `Finish creating your ${APP_NAME} account`
  const body = (
    <EmailLayout subject={subject} name={name} preview="Verify your email to create the account.">
      <Registered email={email} />
      <Paragraph>{when}</Paragraph>
      <Paragraph>If this was you, or if you’d like an account, verify your email:</Paragraph>
      <Action href={link} label="Verify email" />
      <Paragraph>{`${worksOnce(lifetimeMinutes)} If you open it in another browser than the one you registered in, we’ll ask you to check your details and choose a password.`}</Paragraph>
      <Paragraph>If this wasn’t you, ignore this email and no account will be created.</Paragraph>
    </EmailLayout>
  )
  return { subject, body }
})

function Registered({ email }: { email?: string }) {
  const { APP_NAME } = config()
  if (!email)
    return (
      <Paragraph>{`Someone registered with ${APP_NAME} using your email. The account will be created once you verify it.`}</Paragraph>
    )
  return (
    <Paragraph>
      Someone registered with {APP_NAME} using <bdi>{email}</bdi>. The account will be created once you verify this
      email.
    </Paragraph>
  )
}
