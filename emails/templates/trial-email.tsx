import { dateAndTime } from '@/emails/parts/circumstances'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

/** What an operator mails to see whether mail arrives; it opens nothing and asks for nothing. */
export function trialEmail(at: Date): Promise<EmailContent> {
  return written({ when: dateAndTime(at) })
}

const written = template(({ when }: { when: string }) => {
  const { APP_NAME } = config()
  const subject = `A trial mail from ${APP_NAME}`
  const body = (
    <EmailLayout subject={subject} preview="Mail from your site arrives.">
      <Paragraph>{`An operator of ${APP_NAME} asked for this mail ${when}, to see whether mail arrives.`}</Paragraph>
      <Paragraph>
        It should lie in the inbox, not among spam, and in its source SPF, DKIM and DMARC should all say “pass”.
      </Paragraph>
      <Paragraph>If you did not ask for it, there is nothing to do.</Paragraph>
    </EmailLayout>
  )
  return { subject, body }
})
