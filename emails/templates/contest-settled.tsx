import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type Outcome = 'won' | 'lost'
type ContestSettledData = { firstName: string; outcome: Outcome }

/** Tells each mailbox whether the account is its own by the operator's decision. */
export function contestSettledEmail({ firstName, outcome }: ContestSettledData): Promise<EmailContent> {
  return written({ name: greetingName(firstName) }, outcome)
}

const written = template(({ name }: { name?: string }, outcome: Outcome) => {
  const { APP_NAME } = config()
  const subject =
    outcome === 'won'
      ? `Your ${APP_NAME} account is yours again`
      : `Your ${APP_NAME} account went to another email address`
  const preview = outcome === 'won' ? 'Set a new password to log in.' : 'The people who run it have decided.'
  const body = (
    <EmailLayout subject={subject} name={name} preview={preview}>
      {outcome === 'won' ? <Won /> : <Lost />}
    </EmailLayout>
  )
  return { subject, body }
})

function Won() {
  const { APP_NAME } = config()
  return (
    <>
      <Paragraph>{`The people who run ${APP_NAME} have decided that the contested account is yours.`}</Paragraph>
      <Paragraph>
        The old password no longer works, since somebody else may know it. We’re sending you another email with a link
        to set a new one. What you filled in is there; what the other side filled in was deleted.
      </Paragraph>
    </>
  )
}

function Lost() {
  const { APP_NAME } = config()
  return (
    <>
      <Paragraph>{`The people who run ${APP_NAME} have decided that the contested account belongs to another email address.`}</Paragraph>
      <Paragraph>
        You can no longer log in to it. The name and phone number that you filled in were deleted and not shown to the
        other side. You can use your email address for an account of your own.
      </Paragraph>
    </>
  )
}
