import { dateAndTime } from '@/emails/parts/circumstances'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'
import { type OperatorChange, operatorChangeTexts } from './operator-change-texts'

/** `dueAt` is when an account will be deleted whose deletion was scheduled. */
type ChangedByOperatorData = { firstName: string; at: Date; change: OperatorChange; dueAt?: Date }
type Said = { name?: string; when: string; due?: string }

/**
 * Tells the account owner what an operator did to the account. Nothing in it changes anything: whoever disagrees has to talk to
 * the people who run the site.
 */
export function changedByOperatorEmail({ firstName, at, change, dueAt }: ChangedByOperatorData): Promise<EmailContent> {
  return written({ name: greetingName(firstName), when: dateAndTime(at), due: dueAt && dateAndTime(dueAt) }, change)
}

const written = template(({ name, when, due }: Said, change: OperatorChange) => {
  const { APP_NAME, brand } = config()
  const support = brand.links.find(({ id }) => id === 'support')?.href.replace(/^mailto:/, '')
  const { subject, happened, now, wanted, unwanted } = operatorChangeTexts(APP_NAME)[change]
  const body = (
    <EmailLayout subject={subject} name={name} preview={happened}>
      <Paragraph>{happened}</Paragraph>
      <Paragraph>{when}</Paragraph>
      {due && <Paragraph>{`The account and all its data will be permanently deleted on ${due}.`}</Paragraph>}
      <Paragraph>{now}</Paragraph>
      {wanted && <Paragraph>{wanted}</Paragraph>}
      <Paragraph>{unwanted}</Paragraph>
      {support && <Paragraph>{`You can reach them at ${support}.`}</Paragraph>}
    </EmailLayout>
  )
  return { subject, body }
})
