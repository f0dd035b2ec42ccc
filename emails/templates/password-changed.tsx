import { type Notice, type NoticeText, noticeText, Places, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type PasswordChangedData = Notice & { by: keyof typeof loggedOut }

const loggedOut = {
  reset: 'Every device that was logged in has been logged out.',
  change: 'Every other device has been logged out.',
}

/** Tells the owner of a new password, and the way back in for an owner who did not set it. */
export function passwordChangedEmail({ by, ...notice }: PasswordChangedData): Promise<EmailContent> {
  const { gathered } = notice
  return gathered ? several(noticeText(notice), by, gathered.unlisted) : written(noticeText(notice), by)
}

const written = template(({ name, when, notMe }: NoticeText, by: keyof typeof loggedOut) => {
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} password was changed`
  const body = (
    <EmailLayout subject={subject} name={name} preview="If it wasn’t you, take your account back now.">
      <Paragraph>{`The password of your ${APP_NAME} account was changed ${when}. ${loggedOut[by]}`}</Paragraph>
      <WasYou />
      <WasNotYou notMe={notMe} />
    </EmailLayout>
  )
  return { subject, body }
})

const several = template((said: NoticeText, by: keyof typeof loggedOut, unlisted: boolean) => {
  const { when, count, last, name, notMe } = said
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} password was changed`
  const lead = unlisted ? 'The changes came from many places. These were the first:' : 'The changes came from:'
  const body = (
    <EmailLayout subject={subject} name={name} preview="If it wasn’t you, take your account back now.">
      <Paragraph>
        {`The password of your ${APP_NAME} account was changed ${count} times. The first change was ${when}, and the last was ${last}. ${loggedOut[by]}`}
      </Paragraph>
      <Places said={said} lead={lead} />
      <WasYou several />
      <WasNotYou notMe={notMe} several />
    </EmailLayout>
  )
  return { subject, body }
})
