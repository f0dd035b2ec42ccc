import { circumstances } from '@/emails/circumstances'
import { compose } from '@/emails/compose'
import { Letter, Paragraph } from '@/emails/layout'
import type { Content } from '@/emails/message'
import { type Notice, WasNotYou, WasYou } from '@/emails/notice'
import { config } from '@/lib/config'

/** Tells the owner of a new phone number, naming neither: whoever reads along learns none. */
export function phoneChangedEmail({ firstName, at, ip, device, notMe }: Notice): Promise<Content> {
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} phone number was changed`
  return compose(
    subject,
    <Letter subject={subject} firstName={firstName} preview="If it wasn’t you, take your account back now.">
      <Paragraph>
        {`The phone number of your ${APP_NAME} account was changed ${circumstances(at, ip, device)}.`}
      </Paragraph>
      <WasYou />
      <WasNotYou notMe={notMe} />
    </Letter>,
  )
}
