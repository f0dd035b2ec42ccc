import { Action } from '@/emails/parts/action'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { Stranger } from '@/emails/parts/stranger'
import { template } from '@/emails/parts/template'
import { shownEmail } from '@/emails/parts/typed-email'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'

type WelcomeData = { firstName: string; email: string; verifyLink?: string }
type Said = { name?: string; email?: string; verifyLink?: string }

/** Welcomes a new account, asks to verify its email, and tells a stranger whose email was used how to take the account over. */
export function welcomeEmail({ firstName, email, verifyLink }: WelcomeData): Promise<EmailContent> {
  return written({ name: greetingName(firstName), email: shownEmail(email), verifyLink })
}

const written = template(({ name, email, verifyLink }: Said) => {
  const { APP_NAME, APP_URL } = config()
  const subject = `Welcome to ${APP_NAME}`
  const preview = verifyLink ? 'Please verify your email.' : `Your ${APP_NAME} account is ready.`
  const body = (
    <EmailLayout subject={subject} name={name} preview={preview}>
      <Paragraph>{`Welcome to ${APP_NAME}. Your account is ready.`}</Paragraph>
      {verifyLink && <Verify link={verifyLink} />}
      <LogIn email={email} />
      <Action href={`${APP_URL}/login`} label="Log in" quiet={Boolean(verifyLink)} />
      <Stranger asksToVerify={Boolean(verifyLink)} />
    </EmailLayout>
  )
  return { subject, body }
})

function Verify({ link }: { link: string }) {
  return (
    <>
      <Paragraph>Please verify that this email is yours:</Paragraph>
      <Action href={link} label="Verify email" />
      <Paragraph>{`The link works for ${lifetime(linkMinutes['verify-email'])}. You can use your account in the meantime.`}</Paragraph>
    </>
  )
}

function LogIn({ email }: { email?: string }) {
  if (!email) return <Paragraph>Log in with the email address that this email was sent to:</Paragraph>
  return (
    <Paragraph>
      Log in with <bdi>{email}</bdi>:
    </Paragraph>
  )
}
