import { type Notice, type NoticeText, noticeText, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { Action } from '@/emails/parts/action'
import { dateAndTime } from '@/emails/parts/circumstances'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type DeletionRequestedData = Notice & { dueAt: Date }

/** Tells the owner when the account will be deleted, and until when a login restores it. */
export function deletionRequestedEmail({ dueAt, ...notice }: DeletionRequestedData): Promise<EmailContent> {
  return written({ ...noticeText(notice), due: dateAndTime(dueAt) })
}

const written = template(({ name, when, notMe, due }: NoticeText & { due: string }) => {
  const { APP_NAME, APP_URL } = config()
  const subject = `Your ${APP_NAME} account will be deleted`
  const body = (
    <EmailLayout subject={subject} name={name} preview={`It will be deleted ${due}.`}>
      <Paragraph>{`Someone asked to delete your ${APP_NAME} account ${when}.`}</Paragraph>
      <Paragraph>{`It will be deleted, with everything in it, ${due}. Until then, a login restores it:`}</Paragraph>
      <Action href={`${APP_URL}/login`} label="Log in and keep the account" quiet />
      <WasYou />
      <WasNotYou notMe={notMe} />
    </EmailLayout>
  )
  return { subject, body }
})
