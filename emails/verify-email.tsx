import { Action, worksOnce } from '@/emails/action'
import { greetingName } from '@/emails/greeting-name'
import { Letter, Paragraph } from '@/emails/layout'
import type { Content } from '@/emails/message'
import { Stranger } from '@/emails/stranger'
import { template } from '@/emails/template'
import { config } from '@/lib/config'

type VerifyEmailData = { firstName: string; link: string; lifetimeMinutes: number }

/** Brings the link that proves the mailbox once more, as asked for on the account's page. */
export function verifyEmailEmail({ firstName, link, lifetimeMinutes }: VerifyEmailData): Promise<Content> {
  return written({ name: greetingName(firstName), link }, lifetimeMinutes)
}

const written = template(({ name, link }: { name?: string; link: string }, lifetimeMinutes: number) => {
  const { APP_NAME } = config()
  const subject = `Confirm your ${APP_NAME} email address`
  const letter = (
    <Letter subject={subject} name={name} preview={worksOnce(lifetimeMinutes)}>
      <Paragraph>{`Here is the link you asked for. It confirms the email address of your ${APP_NAME} account:`}</Paragraph>
      <Action href={link} label="Confirm this address" />
      <Paragraph>{worksOnce(lifetimeMinutes)}</Paragraph>
      <Stranger asksToConfirm />
    </Letter>
  )
  return { subject, letter }
})
