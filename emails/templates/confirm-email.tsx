import { Action, worksOnce } from '@/emails/parts/action'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { Ignore } from '@/emails/parts/ignore'
import { template } from '@/emails/parts/template'
import { OwnEmail, shownEmail } from '@/emails/parts/typed-email'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type ConfirmEmailData = { firstName: string; newEmail: string; link: string; lifetimeMinutes: number }
type Said = { name?: string; address?: string; link: string }

/** Brings the link that moves an account, to the address it is to move to. */
export function confirmEmailEmail({
  firstName,
  newEmail,
  link,
  lifetimeMinutes,
}: ConfirmEmailData): Promise<EmailContent> {
  return written({ name: greetingName(firstName), address: shownEmail(newEmail), link }, lifetimeMinutes)
}

const written = template(({ name, address, link }: Said, lifetimeMinutes: number) => {
  const { APP_NAME } = config()
  const subject = `Confirm your new ${APP_NAME} email address`
  const body = (
    <EmailLayout subject={subject} name={name} preview={worksOnce(lifetimeMinutes)}>
      <Paragraph>
        Someone asked to move their {APP_NAME} account to the address <OwnEmail address={address} />.
      </Paragraph>
      <Paragraph>If it was you, confirm it here:</Paragraph>
      <Action href={link} label="Confirm this address" />
      <Paragraph>{worksOnce(lifetimeMinutes)}</Paragraph>
      <Ignore
        unless="If you did not ask for this"
        since="nothing changes. Confirming would give your address to somebody else’s account"
      />
    </EmailLayout>
  )
  return { subject, body }
})
