import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type Outcome = 'won' | 'lost'
type ContestSettledData = { firstName: string; outcome: Outcome }

/** Tells each email in a contest who owns the account now that an operator has decided. */
export function contestSettledEmail({ firstName, outcome }: ContestSettledData): Promise<EmailContent> {
  return written({ name: greetingName(firstName) }, outcome)
}

const written = template(({ name }: { name?: string }, outcome: Outcome) => {
  const { APP_NAME } = config()
  const subject =
    outcome === 'won' ? `Your ${APP_NAME} account is yours again` : `Your ${APP_NAME} account belongs to another email`
  const preview = outcome === 'won' ? 'Choose a new password to log in.' : 'The people who run it have decided.'
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
        The old password no longer works, because someone else might know it. We’re sending you another email with a
        link to choose a new one. Your own details are still there. The other person’s details were deleted.
      </Paragraph>
    </>
  )
}

function Lost() {
  const { APP_NAME } = config()
  return (
    <>
      <Paragraph>{`The people who run ${APP_NAME} have decided that the contested account belongs to another email.`}</Paragraph>
      <Paragraph>
        You can no longer log in to it. The profile details you entered were deleted and not shown to the other person.
        You can use your email to create an account of your own.
      </Paragraph>
    </>
  )
}
