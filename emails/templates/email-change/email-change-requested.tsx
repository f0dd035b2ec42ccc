import { type Notice, type NoticeText, noticeText, Places, WasNotYou } from '@/emails/parts/account-notice'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import { shownEmail } from '@/emails/parts/typed-email'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type EmailChangeRequestedData = Notice & { newEmail: string }
type Said = NoticeText & { newEmail?: string }

/** Tells the current email that someone requested to change it. */
export function emailChangeRequestedEmail({ newEmail, ...notice }: EmailChangeRequestedData): Promise<EmailContent> {
  const said = { ...noticeText(notice), newEmail: shownEmail(newEmail) }
  return notice.gathered ? several(said, notice.gathered.unlisted) : written(said)
}

const written = template(({ name, when, notMe, newEmail }: Said) => {
  const { APP_NAME } = config()
  const subject = `Email change requested for your ${APP_NAME} account`
  const body = (
    <EmailLayout subject={subject} name={name} preview="Nothing has changed yet.">
      <Paragraph>{`Someone requested to change the email of your ${APP_NAME} account.`}</Paragraph>
      <Paragraph>{when}</Paragraph>
      <Requested newEmail={newEmail} />
      <Paragraph>If this was you, open the link that we sent to the new email.</Paragraph>
      <WasNotYou notMe={notMe} first="cancel-email-change" />
    </EmailLayout>
  )
  return { subject, body }
})

/** Each request replaces the one before it, so only the last email can still become the account's. */
const several = template((said: Said, unlisted: boolean) => {
  const { when, count, last, name, notMe, newEmail } = said
  const { APP_NAME } = config()
  const subject = `Email change requested for your ${APP_NAME} account`
  const body = (
    <EmailLayout subject={subject} name={name} preview="Nothing has changed yet.">
      <Paragraph>
        {`Someone requested a change of your ${APP_NAME} account’s email ${count} times, between ${when} and ${last}. Only the last request counts.`}
      </Paragraph>
      <Requested newEmail={newEmail} />
      <Places said={said} unlisted={unlisted} />
      <Paragraph>If all of this was you, open the link that we sent to the new email last.</Paragraph>
      <WasNotYou notMe={notMe} lead="several" first="cancel-email-change" />
    </EmailLayout>
  )
  return { subject, body }
})

function Requested({ newEmail }: { newEmail?: string }) {
  if (!newEmail)
    return (
      <Paragraph>
        We don’t show the new email here because it looks like a link. Nothing changes until it is verified.
      </Paragraph>
    )
  return (
    <Paragraph>
      The new email would be <bdi>{newEmail}</bdi>. Nothing changes until it is verified.
    </Paragraph>
  )
}
