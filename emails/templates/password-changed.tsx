import { type Notice, type NoticeText, noticeText, Places, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type Cause = 'reset' | 'change'
type PasswordChangedData = Notice & { by: Cause }

/** Tells the account owner about a new password, and how to get back in after someone else changed it. */
export function passwordChangedEmail({ by, ...notice }: PasswordChangedData): Promise<EmailContent> {
  const { gathered } = notice
  return gathered ? several(noticeText(notice), by, gathered.unlisted) : written(noticeText(notice), by)
}

const written = template(({ name, when, notMe }: NoticeText, by: Cause) => {
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} password was changed`
  const body = (
    <EmailLayout subject={subject} name={name} preview="If this wasn’t you, secure your account now.">
      <Paragraph>{`The password of your ${APP_NAME} account was changed.`}</Paragraph>
      <Paragraph>{when}</Paragraph>
      <LoggedOut by={by} />
      <WasYou />
      <WasNotYou notMe={notMe} />
    </EmailLayout>
  )
  return { subject, body }
})

const several = template((said: NoticeText, by: Cause, unlisted: boolean) => {
  const { when, count, last, name, notMe } = said
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} password was changed`
  const body = (
    <EmailLayout subject={subject} name={name} preview="If this wasn’t you, secure your account now.">
      <Paragraph>
        {`The password of your ${APP_NAME} account was changed ${count} times between ${when} and ${last}.`}
      </Paragraph>
      <LoggedOut by={by} />
      <Places said={said} unlisted={unlisted} />
      <WasYou several />
      <WasNotYou notMe={notMe} lead="several" />
    </EmailLayout>
  )
  return { subject, body }
})

function LoggedOut({ by }: { by: Cause }) {
  if (by === 'reset') return <Paragraph>You were logged out on every device.</Paragraph>
  return <Paragraph>You were logged out on every other device.</Paragraph>
}
