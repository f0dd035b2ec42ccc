import { type Notice, type NoticeText, noticeText, WasNotYou } from '@/emails/parts/account-notice'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import { NewEmail, shownEmail } from '@/emails/parts/typed-email'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type EmailChangeRequestedData = Notice & { newEmail: string }

/** Tells the present address that the account is asked to move to another one. */
export function emailChangeRequestedEmail({ newEmail, ...notice }: EmailChangeRequestedData): Promise<EmailContent> {
  return written({ ...noticeText(notice), address: shownEmail(newEmail) })
}

const written = template(({ name, when, notMe, address }: NoticeText & { address?: string }) => {
  const { APP_NAME } = config()
  const subject = `A new email address for your ${APP_NAME} account?`
  const body = (
    <EmailLayout subject={subject} name={name} preview="Nothing has changed yet.">
      <Paragraph>{`Someone asked to change the email address of your ${APP_NAME} account ${when}.`}</Paragraph>
      <Paragraph>
        The new address would be <NewEmail address={address} />. Nothing changes until that address is confirmed.
      </Paragraph>
      <Paragraph>If it was you, open the mail that we sent to the new address.</Paragraph>
      <WasNotYou notMe={notMe} />
    </EmailLayout>
  )
  return { subject, body }
})
