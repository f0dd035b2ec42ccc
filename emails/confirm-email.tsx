import { Action } from '@/emails/action'
import { compose } from '@/emails/compose'
import { Ignore } from '@/emails/ignore'
import { Letter, Paragraph } from '@/emails/layout'
import { worksOnce } from '@/emails/lifetime'
import type { Content } from '@/emails/message'
import { OwnAddress } from '@/emails/typed-address'
import { config } from '@/lib/config'

type ConfirmEmailData = { firstName: string; newEmail: string; link: string; lifetimeMinutes: number }

/** Brings the link that moves an account, to the address it is to move to. */
export function confirmEmailEmail({ firstName, newEmail, link, lifetimeMinutes }: ConfirmEmailData): Promise<Content> {
  const { APP_NAME } = config()
  const subject = `Confirm your new ${APP_NAME} email address`
  return compose(
    subject,
    <Letter subject={subject} firstName={firstName} preview={worksOnce(lifetimeMinutes)}>
      <Paragraph>
        Someone asked to move their {APP_NAME} account to the address <OwnAddress address={newEmail} />.
      </Paragraph>
      <Paragraph>If it was you, confirm it here:</Paragraph>
      <Action href={link} label="Confirm this address" />
      <Paragraph>{worksOnce(lifetimeMinutes)}</Paragraph>
      <Ignore
        unless="If you did not ask for this"
        since="nothing changes. Confirming would give your address to somebody else’s account"
      />
    </Letter>,
  )
}
