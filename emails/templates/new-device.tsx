import { type Notice, type NoticeText, noticeText, Places, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

/** Tells the owner of a login, or several, from a device that has not been seen at this account. */
export function newDeviceEmail(notice: Notice): Promise<EmailContent> {
  const { gathered } = notice
  return gathered ? several(noticeText(notice), gathered.unlisted) : written(noticeText(notice))
}

const written = template(({ name, when, notMe }: NoticeText) => {
  const { APP_NAME } = config()
  const subject = `New login to your ${APP_NAME} account`
  const body = (
    <EmailLayout subject={subject} name={name} preview="From a device we have not seen before.">
      <Paragraph>{`A device we have not seen before logged in to your ${APP_NAME} account ${when}.`}</Paragraph>
      <Paragraph>Another browser counts as a new device, and so does one whose cookies were deleted.</Paragraph>
      <WasYou />
      <WasNotYou notMe={notMe} />
    </EmailLayout>
  )
  return { subject, body }
})

const several = template((said: NoticeText, unlisted: boolean) => {
  const { when, count, last, name, notMe } = said
  const { APP_NAME } = config()
  const subject = `New logins to your ${APP_NAME} account`
  const lead = unlisted
    ? 'The logins came from many places. These were the first:'
    : 'The first login from each place was:'
  const body = (
    <EmailLayout subject={subject} name={name} preview="From devices we have not seen before.">
      <Paragraph>
        {`There were ${count} logins to your ${APP_NAME} account from devices we have not seen before. The first was ${when}, and the last was ${last}.`}
      </Paragraph>
      <Places said={said} lead={lead} />
      <Paragraph>Another browser counts as a new device, and so does one whose cookies were deleted.</Paragraph>
      <WasYou several />
      <WasNotYou notMe={notMe} several />
    </EmailLayout>
  )
  return { subject, body }
})
