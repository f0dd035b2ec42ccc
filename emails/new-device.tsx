import { circumstances } from '@/emails/circumstances'
import { compose } from '@/emails/compose'
import { Letter, Paragraph } from '@/emails/layout'
import type { Content } from '@/emails/message'
import { type Notice, WasNotYou, WasYou } from '@/emails/notice'
import { config } from '@/lib/config'

/** Tells the owner of a login from a device that has not been seen at this account. */
export function newDeviceEmail({ firstName, at, ip, device, notMe }: Notice): Promise<Content> {
  const { APP_NAME } = config()
  const subject = `New login to your ${APP_NAME} account`
  return compose(
    subject,
    <Letter subject={subject} firstName={firstName} preview="From a device we have not seen before.">
      <Paragraph>
        {`A device we have not seen before logged in to your ${APP_NAME} account ${circumstances(at, ip, device)}.`}
      </Paragraph>
      <Paragraph>Another browser counts as a new device, and so does one whose cookies were deleted.</Paragraph>
      <WasYou />
      <WasNotYou notMe={notMe} />
    </Letter>,
  )
}
