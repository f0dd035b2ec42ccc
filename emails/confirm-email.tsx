import { Action, worksOnce } from '@/emails/action'
import { greetingName } from '@/emails/greeting-name'
import { Ignore } from '@/emails/ignore'
import { Letter, Paragraph } from '@/emails/layout'
import type { Content } from '@/emails/message'
import { template } from '@/emails/template'
import { OwnAddress, shownAddress } from '@/emails/typed-address'
import { config } from '@/lib/config'

type ConfirmEmailData = { firstName: string; newEmail: string; link: string; lifetimeMinutes: number }
type Said = { name?: string; address?: string; link: string }

/** Brings the link that moves an account, to the address it is to move to. */
export function confirmEmailEmail({ firstName, newEmail, link, lifetimeMinutes }: ConfirmEmailData): Promise<Content> {
  return written({ name: greetingName(firstName), address: shownAddress(newEmail), link }, lifetimeMinutes)
}

const written = template(({ name, address, link }: Said, lifetimeMinutes: number) => {
  const { APP_NAME } = config()
  const subject = `Confirm your new ${APP_NAME} email address`
  const letter = (
    <Letter subject={subject} name={name} preview={worksOnce(lifetimeMinutes)}>
      <Paragraph>
        Someone asked to move their {APP_NAME} account to the address <OwnAddress address={address} />.
      </Paragraph>
      <Paragraph>If it was you, confirm it here:</Paragraph>
      <Action href={link} label="Confirm this address" />
      <Paragraph>{worksOnce(lifetimeMinutes)}</Paragraph>
      <Ignore
        unless="If you did not ask for this"
        since="nothing changes. Confirming would give your address to somebody else’s account"
      />
    </Letter>
  )
  return { subject, letter }
})
