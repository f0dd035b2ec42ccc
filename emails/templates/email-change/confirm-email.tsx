import { Action, worksOnce } from '@/emails/parts/action'
import { circumstances } from '@/emails/parts/circumstances'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { template } from '@/emails/parts/template'
import { shownEmail } from '@/emails/parts/typed-email'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type ConfirmEmailData = {
  firstName: string
  newEmail: string
  at: Date
  ip?: string
  device?: string
  link: string
  lifetimeMinutes: number
}
type Said = { name?: string; newEmail?: string; when: string; link: string }

/** Brings the link that changes the email of an account, to the new email. */
export function confirmEmailEmail(data: ConfirmEmailData): Promise<EmailContent> {
  const { firstName, newEmail, at, ip, device, link, lifetimeMinutes } = data
  const when = circumstances(at, ip, device)
  return written({ name: greetingName(firstName), newEmail: shownEmail(newEmail), when, link }, lifetimeMinutes)
}

const written = template(({ name, newEmail, when, link }: Said, lifetimeMinutes: number) => {
  const { APP_NAME } = config()
  const subject = `Verify your new ${APP_NAME} email`
  const body = (
    <EmailLayout subject={subject} name={name} preview={worksOnce(lifetimeMinutes)}>
      <Requested newEmail={newEmail} />
      <Paragraph>{when}</Paragraph>
      <Paragraph>If this was you, verify the new email:</Paragraph>
      <Action href={link} label="Verify email" />
      <Paragraph>{worksOnce(lifetimeMinutes)}</Paragraph>
      <Paragraph>
        If this wasn’t you, ignore this email and nothing changes. Verifying would give your email to someone else’s
        account.
      </Paragraph>
    </EmailLayout>
  )
  return { subject, body }
})

function Requested({ newEmail }: { newEmail?: string }) {
  const { APP_NAME } = config()
  if (!newEmail)
    return <Paragraph>{`Someone requested to change the email of their ${APP_NAME} account to yours.`}</Paragraph>
  return (
    <Paragraph>
      Someone requested to change the email of their {APP_NAME} account to <bdi>{newEmail}</bdi>.
    </Paragraph>
  )
}
