import { Action, worksOnce } from '@/emails/parts/action'
import { circumstances } from '@/emails/parts/circumstances'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'
import { RESETS_MUTED_HOURS } from '@/lib/rules/muted-resets'

type ResetPasswordData = {
  firstName: string
  link: string
  lifetimeMinutes: number
  requestedAt: Date
  ip?: string
  notAsked: string
}
type Said = { name?: string; when: string; link: string; notAsked: string }

/** Brings the link that sets a new password, and the one that stops such mails. */
export function resetPasswordEmail(data: ResetPasswordData): Promise<EmailContent> {
  const { firstName, link, lifetimeMinutes, requestedAt, ip, notAsked } = data
  const said = { name: greetingName(firstName), when: circumstances(requestedAt, ip), link, notAsked }
  return written(said, lifetimeMinutes)
}

const written = template(({ name, when, link, notAsked }: Said, lifetimeMinutes: number) => {
  const { APP_NAME } = config()
  const subject = `Reset your ${APP_NAME} password`
  const body = (
    <EmailLayout subject={subject} name={name} preview={worksOnce(lifetimeMinutes)}>
      <Paragraph>{`Someone asked to reset the password of your ${APP_NAME} account ${when}.`}</Paragraph>
      <Paragraph>If it was you, choose a new password here:</Paragraph>
      <Action href={link} label="Choose a new password" />
      <Paragraph>{worksOnce(lifetimeMinutes)}</Paragraph>
      <Paragraph>
        If it wasn’t you, nothing has changed. To cancel this link and get no more of these mails for{' '}
        {RESETS_MUTED_HOURS} hours:
      </Paragraph>
      <Action href={notAsked} label="I did not ask for this" quiet />
    </EmailLayout>
  )
  return { subject, body }
})
