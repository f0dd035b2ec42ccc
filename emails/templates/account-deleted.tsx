import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

/** The last email to the owner of an account that has been deleted. */
export function accountDeletedEmail({ firstName }: { firstName: string }): Promise<EmailContent> {
  return written({ name: greetingName(firstName) })
}

const written = template(({ name }: { name?: string }) => {
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} account was deleted`
  const body = (
    <EmailLayout subject={subject} name={name} preview="No action is needed.">
      <Paragraph>{`Your ${APP_NAME} account and all its data were permanently deleted.`}</Paragraph>
      <Paragraph>No action is needed. This is the last email we’ll send you about this account.</Paragraph>
    </EmailLayout>
  )
  return { subject, body }
})
