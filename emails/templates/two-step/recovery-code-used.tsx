import { type Notice, type NoticeText, noticeText, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { Action } from '@/emails/parts/action'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

/** When no more than this many recovery codes are left, the account owner is asked to make new ones. */
const FEW_RECOVERY_CODES = 3

type RecoveryCodeUsedData = Notice & { left: number }

/** Tells the account owner about a login with a recovery code, how many codes are left, and to make new ones in time. */
export function recoveryCodeUsedEmail({ left, ...notice }: RecoveryCodeUsedData): Promise<EmailContent> {
  return written(noticeText(notice), left)
}

const written = template(({ name, when, notMe }: NoticeText, left: number) => {
  const { APP_NAME } = config()
  const subject = `A recovery code of your ${APP_NAME} account was used`
  const body = (
    <EmailLayout subject={subject} name={name} preview="If this wasn’t you, secure your account now.">
      <Paragraph>{`Someone logged in to your ${APP_NAME} account with the password and a recovery code.`}</Paragraph>
      <Paragraph>{when}</Paragraph>
      <Paragraph>{`That code no longer works. ${leftTexts(left)}`}</Paragraph>
      {left > FEW_RECOVERY_CODES ? <WasYou /> : <MakeNewCodes />}
      <WasNotYou notMe={notMe} />
      <Paragraph>
        Securing your account leaves two-step login on, and takes back what was added or removed for it since this
        login. Once you’ve logged in again, make new recovery codes, because someone else might have the others.
      </Paragraph>
    </EmailLayout>
  )
  return { subject, body }
})

function leftTexts(left: number): string {
  if (left === 0) return 'No recovery codes are left.'
  return left === 1 ? 'One recovery code is left.' : `${left} recovery codes are left.`
}

function MakeNewCodes() {
  return (
    <>
      <Paragraph>If this was you, make new recovery codes before you need them:</Paragraph>
      <Action href={`${config().APP_URL}/account/security`} label="Make new recovery codes" quiet />
    </>
  )
}
