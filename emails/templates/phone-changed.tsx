import { type Notice, type NoticeText, noticeText, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

/** Tells the owner of a new phone number, naming neither: whoever reads along learns none. */
export function phoneChangedEmail(notice: Notice): Promise<EmailContent> {
  return written(noticeText(notice))
}

const written = template(({ name, when, notMe }: NoticeText) => {
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} phone number was changed`
  const body = (
    <EmailLayout subject={subject} name={name} preview="If it wasn’t you, take your account back now.">
      <Paragraph>{`The phone number of your ${APP_NAME} account was changed ${when}.`}</Paragraph>
      <WasYou />
      <WasNotYou notMe={notMe} />
    </EmailLayout>
  )
  return { subject, body }
})
