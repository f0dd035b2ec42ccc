import { type Notice, type NoticeText, noticeText, Places, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { Action } from '@/emails/parts/action'
import { dateAndTime } from '@/emails/parts/circumstances'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

/** `dueAt` is missing if a login has canceled the deletion before the email was sent. */
type AccountDeletionRequestedData = Notice & { dueAt?: Date }
type Said = NoticeText & { due?: string }

/** Tells the account owner when the account will be deleted, and that logging in before then cancels the deletion. */
export function accountDeletionRequestedEmail(data: AccountDeletionRequestedData): Promise<EmailContent> {
  const { dueAt, ...notice } = data
  const said = { ...noticeText(notice), due: dueAt && dateAndTime(dueAt) }
  return notice.gathered ? several(said, notice.gathered.unlisted) : written(said)
}

const written = template(({ name, when, notMe, due }: Said) => {
  const { APP_NAME } = config()
  const { subject, preview } = headOf(due)
  const body = (
    <EmailLayout subject={subject} name={name} preview={preview}>
      <Paragraph>{`Someone requested the deletion of your ${APP_NAME} account.`}</Paragraph>
      <Paragraph>{when}</Paragraph>
      <Outcome due={due} />
      <WasYou />
      <WasNotYou notMe={notMe} first={firstStep(due)} />
    </EmailLayout>
  )
  return { subject, body }
})

const several = template((said: Said, unlisted: boolean) => {
  const { when, count, last, name, notMe, due } = said
  const { APP_NAME } = config()
  const { subject, preview } = headOf(due)
  const body = (
    <EmailLayout subject={subject} name={name} preview={preview}>
      <Paragraph>
        {`Someone requested the deletion of your ${APP_NAME} account ${count} times, between ${when} and ${last}.`}
      </Paragraph>
      <Outcome due={due} />
      <Places said={said} unlisted={unlisted} />
      <WasYou several />
      <WasNotYou notMe={notMe} lead="several" first={firstStep(due)} />
    </EmailLayout>
  )
  return { subject, body }
})

function headOf(due: string | undefined) {
  const { APP_NAME } = config()
  if (due) return { subject: `Your ${APP_NAME} account will be deleted`, preview: `Log in before ${due} to keep it.` }
  return { subject: `Your ${APP_NAME} account won’t be deleted`, preview: 'A login canceled the deletion.' }
}

function Outcome({ due }: { due?: string }) {
  if (!due) return <Paragraph>A login has canceled the deletion since then, so nothing will be deleted.</Paragraph>
  return (
    <>
      <Paragraph>{`The account and all its data will be permanently deleted on ${due}. To keep it, log in before then:`}</Paragraph>
      <Action href={`${config().APP_URL}/login`} label="Log in and keep the account" quiet />
    </>
  )
}

const firstStep = (due: string | undefined) => (due ? 'cancel-deletion' : 'log-out')
