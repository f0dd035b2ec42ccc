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
  at: Date
  ip?: string
  device?: string
  notMe: string
}
type Said = { name?: string; when: string; link: string; notMe: string }

/** Brings the link to choose a new password, and a link to stop these emails. */
export function resetPasswordEmail(data: ResetPasswordData): Promise<EmailContent> {
  const { firstName, link, lifetimeMinutes, at, ip, device, notMe } = data
  const said = { name: greetingName(firstName), when: circumstances(at, ip, device), link, notMe }
  return written(said, lifetimeMinutes)
}

const written = template(({ name, when, link, notMe }: Said, lifetimeMinutes: number) => {
  const { APP_NAME } = config()
  const subject = `Reset your ${APP_NAME} password`
  const body = (
    <EmailLayout subject={subject} name={name} preview={worksOnce(lifetimeMinutes)}>
      <Paragraph>{`Someone requested a password reset for your ${APP_NAME} account.`}</Paragraph>
      <Paragraph>{when}</Paragraph>
      <Paragraph>If this was you, choose a new password:</Paragraph>
      <Action href={link} label="Choose a new password" />
      <Paragraph>{worksOnce(lifetimeMinutes)}</Paragraph>
      <Paragraph>
        {`If this wasn’t you, nothing has changed. You can cancel the request and stop these emails for ${RESETS_MUTED_HOURS} hours:`}
      </Paragraph>
      <Action href={notMe} label="Cancel reset request" quiet />
    </EmailLayout>
  )
  return { subject, body }
})
