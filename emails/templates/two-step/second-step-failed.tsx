import { type Notice, type NoticeText, noticeText, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type Failure = 'wrong-codes' | 'unfinished'
type SecondStepFailedData = Notice & { failure: Failure }

/** Tells the account owner that someone entered the correct password and got no further. */
export function secondStepFailedEmail({ failure, ...notice }: SecondStepFailedData): Promise<EmailContent> {
  return written(noticeText(notice), failure)
}

const written = template(({ name, when, notMe }: NoticeText, failure: Failure) => {
  const { APP_NAME } = config()
  const subject = `Someone entered your ${APP_NAME} password but didn’t log in`
  const body = (
    <EmailLayout subject={subject} name={name} preview="If this wasn’t you, secure your account now.">
      {failure === 'wrong-codes' ? <WrongCodes /> : <Unfinished />}
      <Paragraph>{when}</Paragraph>
      <Paragraph>The login wasn’t finished, so nobody got in.</Paragraph>
      {failure === 'wrong-codes' ? <CodesDontWork /> : <WasYou />}
      <WasNotYou notMe={notMe} />
      <Paragraph>
        Securing your account leaves two-step login on, and takes back what was added or removed for it since then.
        Choose a password that you use nowhere else, and log in with the second step that you had before.
      </Paragraph>
    </EmailLayout>
  )
  return { subject, body }
})

function WrongCodes() {
  return (
    <Paragraph>{`Someone entered the correct password for your ${config().APP_NAME} account, then five wrong codes.`}</Paragraph>
  )
}

function CodesDontWork() {
  return (
    <Paragraph>
      If this was you and your codes don’t work, set your phone’s clock to automatic, or use a passkey or a recovery
      code.
    </Paragraph>
  )
}

function Unfinished() {
  return (
    <Paragraph>{`Someone entered the correct password for your ${config().APP_NAME} account on a device we don’t recognize, but didn’t complete the second step.`}</Paragraph>
  )
}
