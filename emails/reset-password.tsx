import { Action } from '@/emails/action'
import { circumstances } from '@/emails/circumstances'
import { compose } from '@/emails/compose'
import { Letter, Paragraph } from '@/emails/layout'
import { worksOnce } from '@/emails/lifetime'
import type { Content } from '@/emails/message'
import { config } from '@/lib/config'

type ResetPasswordData = {
  firstName: string
  link: string
  lifetimeMinutes: number
  requestedAt: Date
  ip?: string
  notAsked: string
}

/** Brings the link that sets a new password, and the one that stops such mails. */
export function resetPasswordEmail(data: ResetPasswordData): Promise<Content> {
  const { APP_NAME } = config()
  const subject = `Reset your ${APP_NAME} password`
  return compose(
    subject,
    <Letter subject={subject} firstName={data.firstName} preview={worksOnce(data.lifetimeMinutes)}>
      <Paragraph>
        {`Someone asked to reset the password of your ${APP_NAME} account ${circumstances(data.requestedAt, data.ip)}.`}
      </Paragraph>
      <Paragraph>If it was you, choose a new password here:</Paragraph>
      <Action href={data.link} label="Choose a new password" />
      <Paragraph>{worksOnce(data.lifetimeMinutes)}</Paragraph>
      <Paragraph>
        If it wasn’t you, nothing has changed. To cancel this link and get no more of these mails for 6 hours:
      </Paragraph>
      <Action href={data.notAsked} label="I did not ask for this" quiet />
    </Letter>,
  )
}
