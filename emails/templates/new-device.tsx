import { type Notice, type NoticeText, noticeText, Places, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

/** Tells the account owner about one or several logins from devices that this account does not recognize. */
export function newDeviceEmail(notice: Notice): Promise<EmailContent> {
  const { gathered } = notice
  return gathered ? several(noticeText(notice), gathered.unlisted) : written(noticeText(notice))
}

const written = template(({ name, when, notMe }: NoticeText) => {
  const { APP_NAME } = config()
  const subject = `New login to your ${APP_NAME} account`
  const body = (
    <EmailLayout subject={subject} name={name} preview="From a device we don’t recognize.">
      <Paragraph>{`A device we don’t recognize logged in to your ${APP_NAME} account.`}</Paragraph>
      <Paragraph>{when}</Paragraph>
      <NewBrowser />
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
  const body = (
    <EmailLayout subject={subject} name={name} preview="From devices we don’t recognize.">
      <Paragraph>
        {`Devices we don’t recognize logged in to your ${APP_NAME} account ${count} times between ${when} and ${last}.`}
      </Paragraph>
      <Places said={said} unlisted={unlisted} />
      <NewBrowser />
      <WasYou several />
      <WasNotYou notMe={notMe} lead="several" />
    </EmailLayout>
  )
  return { subject, body }
})

function NewBrowser() {
  return <Paragraph>Another browser counts as a new device, and so does one whose cookies were deleted.</Paragraph>
}
