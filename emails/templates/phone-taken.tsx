import { Action, worksOnce } from '@/emails/parts/action'
import { circumstances } from '@/emails/parts/circumstances'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { template } from '@/emails/parts/template'
import { shownEmail } from '@/emails/parts/typed-email'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type PhoneTakenData = {
  firstName: string
  email: string
  at: Date
  ip?: string
  device?: string
  link: string
  lifetimeMinutes: number
}
type Said = { name?: string; email?: string; when: string; link: string }

/**
 * Tells someone who registered that the phone number is taken, and brings the link to continue. The page must not say so,
 * because that would show anyone which phone numbers have an account.
 */
export function phoneTakenEmail(data: PhoneTakenData): Promise<EmailContent> {
  const { firstName, email, at, ip, device, link, lifetimeMinutes } = data
  const when = circumstances(at, ip, device)
  return written({ name: greetingName(firstName), email: shownEmail(email), when, link }, lifetimeMinutes)
}

const written = template(({ name, email, when, link }: Said, lifetimeMinutes: number) => {
  const { APP_NAME, APP_URL } = config()
  const subject = `Your ${APP_NAME} account wasn’t created`
  const body = (
    <EmailLayout subject={subject} name={name} preview="The phone number belongs to another account.">
      <Registered email={email} />
      <Paragraph>{when}</Paragraph>
      <Paragraph>If this was you, or if you’d like an account, use another phone number:</Paragraph>
      <Action href={link} label="Use another number" />
      <Paragraph>{worksOnce(lifetimeMinutes)}</Paragraph>
      <Paragraph>Already have an account? Log in:</Paragraph>
      <Action href={`${APP_URL}/login`} label="Log in" quiet />
      <Paragraph>If this wasn’t you, ignore this email. No account was created.</Paragraph>
    </EmailLayout>
  )
  return { subject, body }
})

function Registered({ email }: { email?: string }) {
  const { APP_NAME } = config()
  if (!email)
    return (
      <Paragraph>{`Someone registered with ${APP_NAME} using your email and a phone number that belongs to another account. No account was created.`}</Paragraph>
    )
  return (
    <Paragraph>
      Someone registered with {APP_NAME} using <bdi>{email}</bdi> and a phone number that belongs to another account. No
      account was created.
    </Paragraph>
  )
}
