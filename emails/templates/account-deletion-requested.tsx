import { type Notice, type NoticeText, noticeText, Places, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { Action } from '@/emails/parts/action'
import { dateAndTime } from '@/emails/parts/circumstances'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

/** Without `dueAt` where a login has restored the account by the time of the mail. */
type AccountDeletionRequestedData = Notice & { dueAt?: Date }
type Said = NoticeText & { due?: string }

/** Tells the owner when the account will be deleted, and until when a login restores it. */
export function accountDeletionRequestedEmail({ dueAt, ...notice }: AccountDeletionRequestedData): Promise<EmailContent> {
  const said = { ...noticeText(notice), due: dueAt && dateAndTime(dueAt) }
  return notice.gathered ? several(said, notice.gathered.unlisted) : written(said)
}

const written = template(({ name, when, notMe, due }: Said) => {
  const { APP_NAME } = config()
  const { subject, preview } = headOf(due)
  const body = (
    <EmailLayout subject={subject} name={name} preview={preview}>
      <Paragraph>{`Someone asked to delete your ${APP_NAME} account ${when}.`}</Paragraph>
      <Outcome due={due} />
      <WasYou />
      <WasNotYou notMe={notMe} />
    </EmailLayout>
  )
  return { subject, body }
})

const several = template((said: Said, unlisted: boolean) => {
  const { when, count, last, name, notMe, due } = said
  const { APP_NAME } = config()
  const { subject, preview } = headOf(due)
  const lead = unlisted ? 'The requests came from many places. These were the first:' : 'The requests came from:'
  const body = (
    <EmailLayout subject={subject} name={name} preview={preview}>
      <Paragraph>
        {`Someone asked ${count} times to delete your ${APP_NAME} account. The first request was ${when}, and the last was ${last}.`}
      </Paragraph>
      <Outcome due={due} />
      <Places said={said} lead={lead} />
      <WasYou several />
      <WasNotYou notMe={notMe} several />
    </EmailLayout>
  )
  return { subject, body }
})

function headOf(due: string | undefined) {
  const { APP_NAME } = config()
  if (due) return { subject: `Your ${APP_NAME} account will be deleted`, preview: `It will be deleted ${due}.` }
  return { subject: `Your ${APP_NAME} account was to be deleted`, preview: 'A login has restored it since.' }
}

function Outcome({ due }: { due?: string }) {
  if (!due) return <Paragraph>A login has restored it since, and it will not be deleted.</Paragraph>
  return (
    <>
      <Paragraph>{`It will be deleted, with everything in it, ${due}. Until then, a login restores it:`}</Paragraph>
      <Action href={`${config().APP_URL}/login`} label="Log in and keep the account" quiet />
    </>
  )
}
