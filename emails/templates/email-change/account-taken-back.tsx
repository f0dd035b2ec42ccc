import { Action, worksOnce } from '@/emails/parts/action'
import { circumstances } from '@/emails/parts/circumstances'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'
import { linkMinutes } from '@/lib/rules/link-minutes'

type AccountTakenBackData = { firstName: string; at: Date; ip?: string; device?: string; contest: string }
type Said = { name?: string; when: string; contest: string }

/** Tells an email that an earlier one has taken the account back, and lets its owner contest that. */
export function accountTakenBackEmail(data: AccountTakenBackData): Promise<EmailContent> {
  const { firstName, at, ip, device, contest } = data
  return written({ name: greetingName(firstName), when: circumstances(at, ip, device), contest })
}

const written = template(({ name, when, contest }: Said) => {
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} account went back to an earlier email`
  const body = (
    <EmailLayout subject={subject} name={name} preview="If the account is yours, you can contest this.">
      <Paragraph>{`The email change that gave you this ${APP_NAME} account was undone. The account now belongs to its earlier email again.`}</Paragraph>
      <Paragraph>{when}</Paragraph>
      <Paragraph>
        Someone undid the change with a link that we sent to the earlier email. Your profile details are not shown
        there.
      </Paragraph>
      <Paragraph>If that’s right, no action is needed.</Paragraph>
      <Paragraph>If the account is yours, contest the change:</Paragraph>
      <Action href={contest} label="Contest the change" />
      <Paragraph>
        {`You’ll be asked to confirm. Then nobody can use the account, neither you nor the owner of the earlier email, until the people who run ${APP_NAME} decide who owns it.`}
      </Paragraph>
      <Paragraph>{`${worksOnce(linkMinutes.contest)} Until it expires, nobody else can register with your email.`}</Paragraph>
    </EmailLayout>
  )
  return { subject, body }
})
