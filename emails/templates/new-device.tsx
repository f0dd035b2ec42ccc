import { type Notice, type Noticed, noticed, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { Letter, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import type { Content } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

/** Tells the owner of a login from a device that has not been seen at this account. */
export function newDeviceEmail(notice: Notice): Promise<Content> {
  return written(noticed(notice))
}

const written = template(({ name, when, notMe }: Noticed) => {
  const { APP_NAME } = config()
  const subject = `New login to your ${APP_NAME} account`
  const letter = (
    <Letter subject={subject} name={name} preview="From a device we have not seen before.">
      <Paragraph>{`A device we have not seen before logged in to your ${APP_NAME} account ${when}.`}</Paragraph>
      <Paragraph>Another browser counts as a new device, and so does one whose cookies were deleted.</Paragraph>
      <WasYou />
      <WasNotYou notMe={notMe} />
    </Letter>
  )
  return { subject, letter }
})
