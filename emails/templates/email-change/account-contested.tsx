import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

/** Tells every email that has or had an account that the account is closed to all of them, and what to do. */
export function accountContestedEmail({ firstName }: { firstName: string }): Promise<EmailContent> {
  return written({ name: greetingName(firstName) })
}

const written = template(({ name }: { name?: string }) => {
  const { APP_NAME, brand } = config()
  const support = brand.links.find(({ id }) => id === 'support')
  const subject = `Your ${APP_NAME} account is closed for now`
  const body = (
    <EmailLayout subject={subject} name={name} preview="Tell us why the account is yours.">
      <Paragraph>{`More than one person claims this ${APP_NAME} account, each with their own email. One of them has contested the last change of its email.`}</Paragraph>
      <Paragraph>
        Until it’s clear who owns the account, nobody can log in, reset the password, or see or change anything in it.
        Every device was logged out, and the links in earlier emails no longer work.
      </Paragraph>
      <Paragraph>{`Contact the people who run ${APP_NAME} and tell them why the account is yours. We’ll email you when they have decided.`}</Paragraph>
      {support && <Paragraph>{`You can reach them at ${support.href.replace(/^mailto:/, '')}.`}</Paragraph>}
    </EmailLayout>
  )
  return { subject, body }
})
