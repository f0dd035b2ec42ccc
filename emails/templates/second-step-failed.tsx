import { type Notice, type NoticeText, noticeText, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type Failure = 'wrong-codes' | 'unfinished'
type SecondStepFailedData = Notice & { failure: Failure }

/** Tells the account owner that someone had the right password and got no further. */
export function secondStepFailedEmail({ failure, ...notice }: SecondStepFailedData): Promise<EmailContent> {
  return written(noticeText(notice), failure)
}

const written = template(({ name, when, notMe }: NoticeText, failure: Failure) => {
  const { APP_NAME } = config()
  const subject = `Someone knows your ${APP_NAME} password`
  const body = (
    <EmailLayout subject={subject} name={name} preview="If this wasn’t you, secure your account now.">
      {failure === 'wrong-codes' ? <WrongCodes /> : <Unfinished />}
      <Paragraph>{when}</Paragraph>
      <Paragraph>The login was not completed, so nobody got in with it.</Paragraph>
      <WasYou />
      <WasNotYou notMe={notMe} />
      <Paragraph>
        Two-step login stays on. Choose a password that you use nowhere else, and log in with a code from your
        authenticator app as before.
      </Paragraph>
    </EmailLayout>
  )
  return { subject, body }
})

function WrongCodes() {
  return (
    <Paragraph>{`Someone entered the right password for your ${config().APP_NAME} account, and then only wrong codes.`}</Paragraph>
  )
}

function Unfinished() {
  return (
    <Paragraph>{`Someone entered the right password for your ${config().APP_NAME} account on a device we don’t recognize, and did not enter a code.`}</Paragraph>
  )
}
