import { type Notice, type NoticeText, noticeText, Places, WasNotYou } from '@/emails/parts/account-notice'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import { NewEmail, shownEmail } from '@/emails/parts/typed-email'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type EmailChangeRequestedData = Notice & { newEmail: string }
type Said = NoticeText & { address?: string }

/** Tells the present address that the account is asked to move to another one. */
export function emailChangeRequestedEmail({ newEmail, ...notice }: EmailChangeRequestedData): Promise<EmailContent> {
  const said = { ...noticeText(notice), address: shownEmail(newEmail) }
  return notice.gathered ? several(said, notice.gathered.unlisted) : written(said)
}

const written = template(({ name, when, notMe, address }: Said) => {
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

/** Each request ends the ones before it, so only the last address can still become the account's. */
const several = template((said: Said, unlisted: boolean) => {
  const { when, count, last, name, notMe, address } = said
  const { APP_NAME } = config()
  const subject = `A new email address for your ${APP_NAME} account?`
  const lead = unlisted ? 'The requests came from many places. These were the first:' : 'The requests came from:'
  const body = (
    <EmailLayout subject={subject} name={name} preview="Nothing has changed yet.">
      <Paragraph>
        {`Someone asked ${count} times to change the email address of your ${APP_NAME} account. The first request was ${when}, and the last was ${last}.`}
      </Paragraph>
      <Paragraph>
        The last request names this new address: <NewEmail address={address} />. Nothing changes until that address is
        confirmed.
      </Paragraph>
      <Places said={said} lead={lead} />
      <Paragraph>If all of this was you, open the last mail that we sent to the new address.</Paragraph>
      <WasNotYou notMe={notMe} several />
    </EmailLayout>
  )
  return { subject, body }
})
