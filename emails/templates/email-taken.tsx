import { Action } from '@/emails/parts/action'
import { circumstances } from '@/emails/parts/circumstances'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type EmailTakenData = { firstName: string; at: Date; ip?: string; cause: Cause }
type Cause = 'registration' | 'email-change'

/** Tells the owner of an account that somebody tried to use its address for another one. */
export function emailTakenEmail({ firstName, at, ip, cause }: EmailTakenData): Promise<EmailContent> {
  return written({ name: greetingName(firstName), when: circumstances(at, ip) }, cause)
}

const written = template(({ name, when }: { name?: string; when: string }, cause: Cause) => {
  const { APP_NAME, APP_URL } = config()
  const subject = `You already have a ${APP_NAME} account`
  const tried = {
    registration: `register at ${APP_NAME} with your email address`,
    'email-change': `move another ${APP_NAME} account to your email address`,
  }[cause]
  const body = (
    <EmailLayout subject={subject} name={name} preview="Nothing was changed.">
      <Paragraph>{`Someone tried to ${tried} ${when}.`}</Paragraph>
      <Paragraph>You have an account with this email address already. If it was you, log in to it here:</Paragraph>
      <Action href={`${APP_URL}/login`} label="Log in" />
      <Paragraph>If you do not know its password any more, set a new one here:</Paragraph>
      <Action href={`${APP_URL}/forgot-password`} label="Set a new password" quiet />
      <Paragraph>If it wasn’t you, there is nothing to do: nothing was changed.</Paragraph>
    </EmailLayout>
  )
  return { subject, body }
})
