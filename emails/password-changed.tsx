import { circumstances } from '@/emails/circumstances'
import { compose } from '@/emails/compose'
import { Letter, Paragraph } from '@/emails/layout'
import type { Content } from '@/emails/message'
import { type Notice, WasNotYou, WasYou } from '@/emails/notice'
import { config } from '@/lib/config'

type PasswordChangedData = Notice & { by: 'reset' | 'change' }

const loggedOut = {
  reset: 'Every device that was logged in has been logged out.',
  change: 'Every other device has been logged out.',
}

/** Tells the owner of a new password, and the way back in for an owner who did not set it. */
export function passwordChangedEmail({ firstName, at, ip, device, notMe, by }: PasswordChangedData): Promise<Content> {
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} password was changed`
  return compose(
    subject,
    <Letter subject={subject} firstName={firstName} preview="If it wasn’t you, take your account back now.">
      <Paragraph>
        {`The password of your ${APP_NAME} account was changed ${circumstances(at, ip, device)}. ${loggedOut[by]}`}
      </Paragraph>
      <WasYou />
      <WasNotYou notMe={notMe} />
    </Letter>,
  )
}
