import { Action } from '@/emails/parts/action'
import { circumstances } from '@/emails/parts/circumstances'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type EmailTakenData = { firstName: string; at: Date; ip?: string; device?: string; cause: Cause }
type Cause = 'registration' | 'email-change'

/** Tells an account owner that someone tried to use the account's email for another account. */
export function emailTakenEmail({ firstName, at, ip, device, cause }: EmailTakenData): Promise<EmailContent> {
  return written({ name: greetingName(firstName), when: circumstances(at, ip, device) }, cause)
}

const written = template(({ name, when }: { name?: string; when: string }, cause: Cause) => {
  const { APP_NAME, APP_URL } = config()
  const subject = `You already have a ${APP_NAME} account`
  const attempts = {
    registration: `Someone tried to register with ${APP_NAME} using your email, but you already have an account.`,
    'email-change': `Someone tried to change the email of another ${APP_NAME} account to yours, but you already have an account.`,
  }
  const body = (
    <EmailLayout subject={subject} name={name} preview="Nothing has changed.">
      <Paragraph>{attempts[cause]}</Paragraph>
      <Paragraph>{when}</Paragraph>
      <Paragraph>If this was you, log in to your account:</Paragraph>
      <Action href={`${APP_URL}/login`} label="Log in" />
      <Paragraph>Forgot your password? Reset it:</Paragraph>
      <Action href={`${APP_URL}/forgot-password`} label="Reset password" quiet />
      <Paragraph>If this wasn’t you, no action is needed. Nothing has changed.</Paragraph>
    </EmailLayout>
  )
  return { subject, body }
})
