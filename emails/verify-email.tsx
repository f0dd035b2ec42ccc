import { Action } from '@/emails/action'
import { compose } from '@/emails/compose'
import { Letter, Paragraph } from '@/emails/layout'
import { worksOnce } from '@/emails/lifetime'
import type { Content } from '@/emails/message'
import { Stranger } from '@/emails/stranger'
import { config } from '@/lib/config'

type VerifyEmailData = { firstName: string; link: string; lifetimeMinutes: number }

/** Brings the link that proves the mailbox once more, as asked for on the account's page. */
export function verifyEmailEmail({ firstName, link, lifetimeMinutes }: VerifyEmailData): Promise<Content> {
  const { APP_NAME } = config()
  const subject = `Confirm your ${APP_NAME} email address`
  return compose(
    subject,
    <Letter subject={subject} firstName={firstName} preview={worksOnce(lifetimeMinutes)}>
      <Paragraph>{`Here is the link you asked for. It confirms the email address of your ${APP_NAME} account:`}</Paragraph>
      <Action href={link} label="Confirm this address" />
      <Paragraph>{worksOnce(lifetimeMinutes)}</Paragraph>
      <Stranger asksToConfirm />
    </Letter>,
  )
}
