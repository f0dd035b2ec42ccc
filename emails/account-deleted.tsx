import { compose } from '@/emails/compose'
import { Letter, Paragraph } from '@/emails/layout'
import type { Content } from '@/emails/message'
import { config } from '@/lib/config'

/** The last mail to an address: its account is gone. */
export function accountDeletedEmail({ firstName }: { firstName: string }): Promise<Content> {
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} account was deleted`
  return compose(
    subject,
    <Letter subject={subject} firstName={firstName} preview="There is nothing left to do.">
      <Paragraph>{`Your ${APP_NAME} account was deleted, with everything in it.`}</Paragraph>
      <Paragraph>There is nothing left to do, and this is our last mail to you.</Paragraph>
    </Letter>,
  )
}
