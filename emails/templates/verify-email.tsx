import { Action, worksOnce } from '@/emails/parts/action'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { Stranger } from '@/emails/parts/stranger'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type VerifyEmailData = { firstName: string; link: string; lifetimeMinutes: number }

/** Brings the link that proves the mailbox once more, as asked for on the account's page. */
export function verifyEmailEmail({ firstName, link, lifetimeMinutes }: VerifyEmailData): Promise<EmailContent> {
  return written({ name: greetingName(firstName), link }, lifetimeMinutes)
}

const written = template(({ name, link }: { name?: string; link: string }, lifetimeMinutes: number) => {
  const { APP_NAME } = config()
  const subject = `Confirm your ${APP_NAME} email address`
  const body = (
    <EmailLayout subject={subject} name={name} preview={worksOnce(lifetimeMinutes)}>
      <Paragraph>{`Here is the link you asked for. It confirms the email address of your ${APP_NAME} account:`}</Paragraph>
      <Action href={link} label="Confirm this address" />
      <Paragraph>{worksOnce(lifetimeMinutes)}</Paragraph>
      <Stranger asksToConfirm />
    </EmailLayout>
  )
  return { subject, body }
})
