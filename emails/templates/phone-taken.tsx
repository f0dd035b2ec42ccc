import { Action } from '@/emails/parts/action'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { Ignore } from '@/emails/parts/ignore'
import { template } from '@/emails/parts/template'
import { OwnEmail, shownEmail } from '@/emails/parts/typed-email'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type PhoneTakenData = { firstName: string; email: string }

/** Tells somebody who registered why no account came of it: the page must not, it would tell whose number is known. */
export function phoneTakenEmail({ firstName, email }: PhoneTakenData): Promise<EmailContent> {
  return written({ name: greetingName(firstName), address: shownEmail(email) })
}

const written = template(({ name, address }: { name?: string; address?: string }) => {
  const { APP_NAME, APP_URL } = config()
  const subject = `Your ${APP_NAME} registration was not completed`
  const body = (
    <EmailLayout subject={subject} name={name} preview="The phone number belongs to another account.">
      <Paragraph>
        Someone registered at {APP_NAME} with the address <OwnEmail address={address} /> and a phone number that belongs
        to another account. No account was made.
      </Paragraph>
      <Paragraph>If it was you, register again with another number:</Paragraph>
      <Action href={`${APP_URL}/register`} label="Register again" />
      <Paragraph>If you have an account already, log in here:</Paragraph>
      <Action href={`${APP_URL}/login`} label="Log in" quiet />
      <Ignore since="no account was made" />
    </EmailLayout>
  )
  return { subject, body }
})
