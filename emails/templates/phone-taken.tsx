import { Action, worksOnce } from '@/emails/parts/action'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { Ignore } from '@/emails/parts/ignore'
import { template } from '@/emails/parts/template'
import { OwnEmail, shownEmail } from '@/emails/parts/typed-email'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type PhoneTakenData = { firstName: string; email: string; link: string; lifetimeMinutes: number }
type Said = { name?: string; address?: string; link: string }

/** Tells somebody who registered why no account came of it, and brings the link to go on: the page must not tell, it would say whose number is known. */
export function phoneTakenEmail({ firstName, email, link, lifetimeMinutes }: PhoneTakenData): Promise<EmailContent> {
  return written({ name: greetingName(firstName), address: shownEmail(email), link }, lifetimeMinutes)
}

const written = template(({ name, address, link }: Said, lifetimeMinutes: number) => {
  const { APP_NAME, APP_URL } = config()
  const subject = `Your ${APP_NAME} registration was not completed`
  const body = (
    <EmailLayout subject={subject} name={name} preview="The phone number belongs to another account.">
      <Paragraph>
        Someone registered at {APP_NAME} with the address <OwnEmail address={address} /> and a phone number that belongs
        to another account. No account was made.
      </Paragraph>
      <Paragraph>If it was you, or if you want an account, finish with another number:</Paragraph>
      <Action href={link} label="Finish with another number" />
      <Paragraph>{worksOnce(lifetimeMinutes)}</Paragraph>
      <Paragraph>If you have an account already, log in here:</Paragraph>
      <Action href={`${APP_URL}/login`} label="Log in" quiet />
      <Ignore since="no account was made" />
    </EmailLayout>
  )
  return { subject, body }
})
