import { Action } from '@/emails/action'
import { compose } from '@/emails/compose'
import { Ignore } from '@/emails/ignore'
import { Letter, Paragraph } from '@/emails/layout'
import { worksOnce } from '@/emails/lifetime'
import type { Content } from '@/emails/message'
import { OwnAddress } from '@/emails/typed-address'
import { config } from '@/lib/config'

type ConfirmRegistrationData = { firstName: string; email: string; link: string; lifetimeMinutes: number }

/** Brings the link that makes an account of a registration. */
export function confirmRegistrationEmail(data: ConfirmRegistrationData): Promise<Content> {
  const { APP_NAME } = config()
  const subject = `Confirm your ${APP_NAME} registration`
  return compose(
    subject,
    <Letter subject={subject} firstName={data.firstName} preview="There is no account until you confirm it.">
      <Paragraph>
        Someone registered at {APP_NAME} with the address <OwnAddress address={data.email} />. There is no account until
        this is confirmed.
      </Paragraph>
      <Paragraph>If it was you, confirm it here:</Paragraph>
      <Action href={data.link} label="Confirm the registration" />
      <Paragraph>{`${worksOnce(data.lifetimeMinutes)} The page may ask for the password you chose.`}</Paragraph>
      <Ignore since="no account comes of it" />
    </Letter>,
  )
}
