import { type Notice, type NoticeText, noticeText, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { Action, worksOnce } from '@/emails/parts/action'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import { NewEmail, shownEmail } from '@/emails/parts/typed-email'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'
import { UNDO_AT_LEAST_HOURS } from '@/lib/rules/undo-hours'

type EmailChangedData = Notice & { newEmail: string; undo: string }

/** Tells the old address that the account has moved, and lets its owner take it back. */
export function emailChangedEmail({ newEmail, undo, ...notice }: EmailChangedData): Promise<EmailContent> {
  return written({ ...noticeText(notice), address: shownEmail(newEmail), undo })
}

const written = template(({ name, when, notMe, address, undo }: NoticeText & { address?: string; undo: string }) => {
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} email address was changed`
  const preview = `If it wasn’t you, take it back within ${lifetime(linkMinutes['undo-email'])}.`
  const body = (
    <EmailLayout subject={subject} name={name} preview={preview}>
      <Paragraph>{`The email address of your ${APP_NAME} account was changed ${when}.`}</Paragraph>
      <Paragraph>
        The new address is <NewEmail address={address} />. This mail went to the old one.
      </Paragraph>
      <WasYou />
      <Paragraph>If it wasn’t you, take it back here:</Paragraph>
      <Action href={undo} label="Undo the change" />
      <Paragraph>{`${worksOnce(linkMinutes['undo-email'])} Undoing logs every device out.`}</Paragraph>
      <Paragraph>{`If a new password is set by email at the new address, the links of this email end sooner, but never less than ${lifetime(UNDO_AT_LEAST_HOURS * 60)} from the change.`}</Paragraph>
      <WasNotYou notMe={notMe} lead="If somebody else may know your password, say so here instead:" quiet />
    </EmailLayout>
  )
  return { subject, body }
})
