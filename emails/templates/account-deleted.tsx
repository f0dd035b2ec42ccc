import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

/** The last mail to an address: its account is gone. */
export function accountDeletedEmail({ firstName }: { firstName: string }): Promise<EmailContent> {
  return written({ name: greetingName(firstName) })
}

const written = template(({ name }: { name?: string }) => {
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} account was deleted`
  const body = (
    <EmailLayout subject={subject} name={name} preview="There is nothing left to do.">
      <Paragraph>{`Your ${APP_NAME} account was deleted, with everything in it.`}</Paragraph>
      <Paragraph>There is nothing left to do, and this is our last mail to you.</Paragraph>
    </EmailLayout>
  )
  return { subject, body }
})
