import { compose } from '@/emails/compose'
import { Action, Address, Letter, Paragraph } from '@/emails/layout'
import type { Content } from '@/emails/message'
import { visible } from '@/emails/visible'
import { config } from '@/lib/config'

type WelcomeData = { firstName: string; email: string }

/** Greets a new account, and tells a stranger whose address was used how to take it over. */
export function welcomeEmail(data: WelcomeData): Promise<Content> {
  const { APP_NAME, APP_URL } = config()
  const subject = `Welcome to ${APP_NAME}`
  return compose(
    subject,
    <Letter subject={subject} firstName={data.firstName} preview={`Your ${APP_NAME} account is ready.`}>
      <Paragraph>{`Welcome to ${APP_NAME}. Your account is ready.`}</Paragraph>
      <Paragraph>
        Log in with the address <bdi>{visible(data.email)}</bdi> here:
      </Paragraph>
      <Action href={`${APP_URL}/login`} label="Log in" />
      <Paragraph>
        If it wasn’t you, someone registered with your address. Reset the password, and their access ends:
      </Paragraph>
      <Address href={`${APP_URL}/forgot-password`} />
    </Letter>,
  )
}
