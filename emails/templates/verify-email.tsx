import { Action, worksOnce } from '@/emails/parts/action'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { Stranger } from '@/emails/parts/stranger'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type VerifyEmailData = { firstName: string; link: string; lifetimeMinutes: number }

/** Brings another link to verify the account's email, as requested on the account page. */
export function verifyEmailEmail({ firstName, link, lifetimeMinutes }: VerifyEmailData): Promise<EmailContent> {
  return written({ name: greetingName(firstName), link }, lifetimeMinutes)
}

const written = template(({ name, link }: { name?: string; link: string }, lifetimeMinutes: number) => {
  const { APP_NAME } = config()
  const subject = `Verify your ${APP_NAME} email`
  const body = (
    <EmailLayout subject={subject} name={name} preview={worksOnce(lifetimeMinutes)}>
      <Paragraph>{`You requested a link to verify the email of your ${APP_NAME} account:`}</Paragraph>
      <Action href={link} label="Verify email" />
      <Paragraph>{worksOnce(lifetimeMinutes)}</Paragraph>
      <Stranger asksToVerify />
    </EmailLayout>
  )
  return { subject, body }
})
