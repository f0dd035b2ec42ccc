import { type Notice, type NoticeText, noticeText, Places, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

/** Tells the account owner about a new phone number, without showing either number to others who can read the email. */
export function phoneChangedEmail(notice: Notice): Promise<EmailContent> {
  const { gathered } = notice
  return gathered ? several(noticeText(notice), gathered.unlisted) : written(noticeText(notice))
}

const written = template(({ name, when, notMe }: NoticeText) => {
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} phone number was changed`
  const body = (
    <EmailLayout subject={subject} name={name} preview="If this wasn’t you, secure your account now.">
      <Paragraph>{`The phone number of your ${APP_NAME} account was changed.`}</Paragraph>
      <Paragraph>{when}</Paragraph>
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
  const body = (
    <EmailLayout subject={subject} name={name} preview="If this wasn’t you, secure your account now.">
      <Paragraph>
        {`The phone number of your ${APP_NAME} account was changed ${count} times between ${when} and ${last}.`}
      </Paragraph>
      <Places said={said} unlisted={unlisted} />
      <WasYou several />
      <WasNotYou notMe={notMe} lead="several" />
    </EmailLayout>
  )
  return { subject, body }
})
