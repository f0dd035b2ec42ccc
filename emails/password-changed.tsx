import { circumstances } from '@/emails/circumstances'
import { compose } from '@/emails/compose'
import { Action, Letter, Paragraph } from '@/emails/layout'
import type { Content } from '@/emails/message'
import { config } from '@/lib/config'

type PasswordChangedData = { firstName: string; changedAt: Date; ip?: string }

/** Tells the owner of a new password, and the way back in for an owner who did not set it. */
export function passwordChangedEmail(data: PasswordChangedData): Promise<Content> {
  const { APP_NAME, APP_URL } = config()
  const subject = `Your ${APP_NAME} password was changed`
  return compose(
    subject,
    <Letter subject={subject} firstName={data.firstName} preview="If it wasn’t you, reset your password now.">
      <Paragraph>
        {`The password of your ${APP_NAME} account was changed ${circumstances(data.changedAt, data.ip)}.`}
      </Paragraph>
      <Paragraph>Every device that was logged in has been logged out.</Paragraph>
      <Paragraph>If it was you, there is nothing to do but log in with the new password.</Paragraph>
      <Paragraph>If it wasn’t you, reset the password now. That locks out whoever changed it:</Paragraph>
      <Action href={`${APP_URL}/forgot-password`} label="Reset the password" />
    </Letter>,
  )
}
