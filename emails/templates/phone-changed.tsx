import { type Notice, type NoticeText, noticeText, Places, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

/** Tells the owner of a new phone number, naming neither: whoever reads along learns none. */
export function phoneChangedEmail(notice: Notice): Promise<EmailContent> {
  const { gathered } = notice
  return gathered ? several(noticeText(notice), gathered.unlisted) : written(noticeText(notice))
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

const several = template((said: NoticeText, unlisted: boolean) => {
  const { when, count, last, name, notMe } = said
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} phone number was changed`
  const lead = unlisted ? 'The changes came from many places. These were the first:' : 'The changes came from:'
  const body = (
    <EmailLayout subject={subject} name={name} preview="If it wasn’t you, take your account back now.">
      <Paragraph>
        {`The phone number of your ${APP_NAME} account was changed ${count} times. The first change was ${when}, and the last was ${last}.`}
      </Paragraph>
      <Places said={said} lead={lead} />
      <WasYou several />
      <WasNotYou notMe={notMe} several />
    </EmailLayout>
  )
  return { subject, body }
})
