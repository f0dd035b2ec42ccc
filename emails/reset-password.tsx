import { circumstances } from '@/emails/circumstances'
import { compose } from '@/emails/compose'
import { Action, Letter, Paragraph } from '@/emails/layout'
import type { Content } from '@/emails/message'
import { config } from '@/lib/config'

type ResetPasswordData = { firstName: string; link: string; lifetimeMinutes: number; requestedAt: Date; ip?: string }

/** Brings the link that sets a new password. */
export function resetPasswordEmail(data: ResetPasswordData): Promise<Content> {
  const { APP_NAME } = config()
  const subject = `Reset your ${APP_NAME} password`
  return compose(
    subject,
    <Letter
      subject={subject}
      firstName={data.firstName}
      preview={`The link inside works once, for ${lifetime(data.lifetimeMinutes)}.`}
    >
      <Paragraph>
        {`Someone asked to reset the password of your ${APP_NAME} account ${circumstances(data.requestedAt, data.ip)}.`}
      </Paragraph>
      <Paragraph>If it was you, choose a new password here:</Paragraph>
      <Action href={data.link} label="Choose a new password" />
      <Paragraph>{`The link works once, for ${lifetime(data.lifetimeMinutes)}.`}</Paragraph>
      <Paragraph>If it wasn’t you, ignore this mail: nothing has changed.</Paragraph>
    </Letter>,
  )
}

function lifetime(minutes: number): string {
  return minutes === 60 ? 'one hour' : `${minutes} minutes`
}
