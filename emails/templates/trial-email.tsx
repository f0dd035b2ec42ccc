import { dateAndTime } from '@/emails/parts/circumstances'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

/** A test email that an operator sends to see whether emails arrive; it contains no link but the site's own. */
export function trialEmail(at: Date): Promise<EmailContent> {
  return written({ when: dateAndTime(at) })
}

const written = template(({ when }: { when: string }) => {
  const { APP_NAME } = config()
  const subject = `Test email from ${APP_NAME}`
  const body = (
    <EmailLayout subject={subject} preview="Emails from your site arrive.">
      <Paragraph>{`An operator of ${APP_NAME} sent this test email on ${when} to check that emails arrive.`}</Paragraph>
      <Paragraph>
        It should be in your inbox, not in spam. In its source, SPF, DKIM and DMARC should all say “pass”.
      </Paragraph>
      <Paragraph>If you didn’t request it, no action is needed.</Paragraph>
    </EmailLayout>
  )
  return { subject, body }
})
