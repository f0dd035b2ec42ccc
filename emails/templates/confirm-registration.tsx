import { Action, worksOnce } from '@/emails/parts/action'
import { Letter, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { Ignore } from '@/emails/parts/ignore'
import { template } from '@/emails/parts/template'
import { OwnAddress, shownAddress } from '@/emails/parts/typed-email'
import type { Content } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type ConfirmRegistrationData = { firstName: string; email: string; link: string; lifetimeMinutes: number }
type Said = { name?: string; address?: string; link: string }

/** Brings the link that makes an account of a registration. */
export function confirmRegistrationEmail(data: ConfirmRegistrationData): Promise<Content> {
  const { firstName, email, link, lifetimeMinutes } = data
  return written({ name: greetingName(firstName), address: shownAddress(email), link }, lifetimeMinutes)
}

const written = template(({ name, address, link }: Said, lifetimeMinutes: number) => {
  const { APP_NAME } = config()
  const subject = `Confirm your ${APP_NAME} registration`
  const letter = (
    <Letter subject={subject} name={name} preview="There is no account until you confirm it.">
      <Paragraph>
        Someone registered at {APP_NAME} with the address <OwnAddress address={address} />. There is no account until
        this is confirmed.
      </Paragraph>
      <Paragraph>If it was you, confirm it here:</Paragraph>
      <Action href={link} label="Confirm the registration" />
      <Paragraph>{`${worksOnce(lifetimeMinutes)} The page may ask for the password you chose.`}</Paragraph>
      <Ignore since="no account comes of it" />
    </Letter>
  )
  return { subject, letter }
})
