import { Action, worksOnce } from '@/emails/parts/action'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { Ignore } from '@/emails/parts/ignore'
import { template } from '@/emails/parts/template'
import { OwnEmail, shownEmail } from '@/emails/parts/typed-email'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type ConfirmRegistrationData = { firstName: string; email: string; link: string; lifetimeMinutes: number }
type Said = { name?: string; address?: string; link: string }

/** Brings the link that makes an account of a registration. */
export function confirmRegistrationEmail(data: ConfirmRegistrationData): Promise<EmailContent> {
  const { firstName, email, link, lifetimeMinutes } = data
  return written({ name: greetingName(firstName), address: shownEmail(email), link }, lifetimeMinutes)
}

const written = template(({ name, address, link }: Said, lifetimeMinutes: number) => {
  const { APP_NAME } = config()
  const subject = `Confirm your ${APP_NAME} registration`
  const body = (
    <EmailLayout subject={subject} name={name} preview="There is no account until you confirm it.">
      <Paragraph>
        Someone registered at {APP_NAME} with the address <OwnEmail address={address} />. There is no account until this
        is confirmed.
      </Paragraph>
      <Paragraph>If it was you, or if you want an account, confirm it here:</Paragraph>
      <Action href={link} label="Confirm the registration" />
      <Paragraph>{`${worksOnce(lifetimeMinutes)} Unless you open it in the browser in which you registered, the page asks you to check your details and choose a password.`}</Paragraph>
      <Ignore since="no account comes of it" />
    </EmailLayout>
  )
  return { subject, body }
})
