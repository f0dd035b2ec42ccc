import { Action, worksOnce } from '@/emails/parts/action'
import { circumstances } from '@/emails/parts/circumstances'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'
import { linkMinutes } from '@/lib/rules/link-minutes'

type AccountTakenBackData = { firstName: string; at: Date; ip?: string; device?: string; contest: string }

/** Tells a mailbox that an older one has taken the account back, and lets its owner contest that. */
export function accountTakenBackEmail({
  firstName,
  at,
  ip,
  device,
  contest,
}: AccountTakenBackData): Promise<EmailContent> {
  return written({ name: greetingName(firstName), when: circumstances(at, ip, device), contest })
}

type Said = { name?: string; when: string; contest: string }

const written = template(({ name, when, contest }: Said) => {
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} account went back to an older email address`
  const body = (
    <EmailLayout subject={subject} name={name} preview="If the account is yours, you can contest this.">
      <Paragraph>{`The change of email address that gave you this ${APP_NAME} account was undone ${when}. The account now belongs to the older address.`}</Paragraph>
      <Paragraph>
        It was undone by a link in an email to the older address. Your name and phone number are not shown there.
      </Paragraph>
      <Paragraph>If that’s right, no action is needed.</Paragraph>
      <Paragraph>If the account is yours, contest it here:</Paragraph>
      <Action href={contest} label="Contest the change" />
      <Paragraph>
        {`You’ll be asked to confirm. Then the account is closed, to you and to the older address, until the people who run ${APP_NAME} have decided whose it is.`}
      </Paragraph>
      <Paragraph>{`${worksOnce(linkMinutes.contest)} Until then nobody else can register with your email address. Opening the page changes nothing.`}</Paragraph>
    </EmailLayout>
  )
  return { subject, body }
})
