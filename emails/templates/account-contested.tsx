import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

/** Tells each mailbox that has or had an account that it is closed to all of them, and what to do. */
export function accountContestedEmail({ firstName }: { firstName: string }): Promise<EmailContent> {
  return written({ name: greetingName(firstName) })
}

const written = template(({ name }: { name?: string }) => {
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} account is closed until it’s clear whose it is`
  const body = (
    <EmailLayout subject={subject} name={name} preview="Tell us why the account is yours.">
      <Paragraph>{`More than one email address claims this ${APP_NAME} account, and yours is one of them. An address that lost the account has contested that.`}</Paragraph>
      <Paragraph>
        The account is closed to all of them: nobody can log in, reset the password, or see or change what’s in it.
        Every device was logged out, and the links in earlier emails no longer work.
      </Paragraph>
      <Paragraph>{`Write to the people who run ${APP_NAME} and tell them why the account is yours. They decide, and we email you then.`}</Paragraph>
    </EmailLayout>
  )
  return { subject, body }
})
