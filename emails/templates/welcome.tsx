import { Action } from '@/emails/parts/action'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { Stranger } from '@/emails/parts/stranger'
import { template } from '@/emails/parts/template'
import { OwnEmail, shownEmail } from '@/emails/parts/typed-email'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'

type WelcomeData = { firstName: string; email: string; verifyLink?: string }
type Said = { name?: string; address?: string; verifyLink?: string }

/** Greets a new account, asks to confirm its address, and tells a stranger whose address was used how to take it over. */
export function welcomeEmail({ firstName, email, verifyLink }: WelcomeData): Promise<EmailContent> {
  return written({ name: greetingName(firstName), address: shownEmail(email), verifyLink })
}

const written = template(({ name, address, verifyLink }: Said) => {
  const { APP_NAME, APP_URL } = config()
  const subject = `Welcome to ${APP_NAME}`
  const preview = verifyLink ? 'Please confirm your email address.' : `Your ${APP_NAME} account is ready.`
  const body = (
    <EmailLayout subject={subject} name={name} preview={preview}>
      <Paragraph>{`Welcome to ${APP_NAME}. Your account is ready.`}</Paragraph>
      {verifyLink && <Confirm link={verifyLink} />}
      <Paragraph>
        Log in with the address <OwnEmail address={address} /> here:
      </Paragraph>
      <Action href={`${APP_URL}/login`} label="Log in" quiet={Boolean(verifyLink)} />
      <Stranger asksToConfirm={Boolean(verifyLink)} />
    </EmailLayout>
  )
  return { subject, body }
})

function Confirm({ link }: { link: string }) {
  return (
    <>
      <Paragraph>Please confirm that this email address is yours:</Paragraph>
      <Action href={link} label="Confirm this address" />
      <Paragraph>{`The link works for ${lifetime(linkMinutes['verify-email'])}. You can use the account meanwhile.`}</Paragraph>
    </>
  )
}
