import { type Notice, type NoticeText, noticeText, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { Action, worksOnce } from '@/emails/parts/action'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import { shownEmail } from '@/emails/parts/typed-email'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes, UNDO_AT_LEAST_HOURS } from '@/lib/rules/link-minutes'

type EmailChangedData = Notice & { newEmail: string; undo: string }
type Said = NoticeText & { newEmail?: string; undo: string }

/** Tells the previous email that the account has a new one, and lets its owner undo the change. */
export function emailChangedEmail({ newEmail, undo, ...notice }: EmailChangedData): Promise<EmailContent> {
  return written({ ...noticeText(notice), newEmail: shownEmail(newEmail), undo })
}

const written = template(({ name, when, notMe, newEmail, undo }: Said) => {
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} email was changed`
  const preview = `If this wasn’t you, undo the change within ${lifetime(linkMinutes['undo-email'])}.`
  const body = (
    <EmailLayout subject={subject} name={name} preview={preview}>
      <Paragraph>{`The email of your ${APP_NAME} account was changed.`}</Paragraph>
      <Paragraph>{when}</Paragraph>
      <Changed newEmail={newEmail} />
      <WasYou />
      <Paragraph>If this wasn’t you, undo the change:</Paragraph>
      <Action href={undo} label="Undo email change" />
      <Paragraph>{`${worksOnce(linkMinutes['undo-email'])} Undoing the change logs out every device.`}</Paragraph>
      <Paragraph>
        If undoing also takes back changes to your passkeys or two-step login, or if the password was changed in the
        meantime, we disable the password and email you a link to choose a new one.
      </Paragraph>
      <Paragraph>{`If someone resets the password with the new email, the links in this email stop working earlier, but no sooner than ${lifetime(UNDO_AT_LEAST_HOURS * 60)} after the change.`}</Paragraph>
      <WasNotYou notMe={notMe} lead="instead" first="restore-email" />
    </EmailLayout>
  )
  return { subject, body }
})

function Changed({ newEmail }: { newEmail?: string }) {
  if (!newEmail)
    return (
      <Paragraph>
        We don’t show the new email here because it looks like a link. We sent this email to the previous one.
      </Paragraph>
    )
  return (
    <Paragraph>
      The new email is <bdi>{newEmail}</bdi>. We sent this email to the previous one.
    </Paragraph>
  )
}
