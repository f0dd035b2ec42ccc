import { Letter, Paragraph } from '@/emails/layout'
import type { Content } from '@/emails/message'
import { type Notice, type Noticed, noticed, WasNotYou, WasYou } from '@/emails/notice'
import { template } from '@/emails/template'
import { config } from '@/lib/config'

/** Tells the owner of a new phone number, naming neither: whoever reads along learns none. */
export function phoneChangedEmail(notice: Notice): Promise<Content> {
  return written(noticed(notice))
}

const written = template(({ name, when, notMe }: Noticed) => {
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} phone number was changed`
  const letter = (
    <Letter subject={subject} name={name} preview="If it wasn’t you, take your account back now.">
      <Paragraph>{`The phone number of your ${APP_NAME} account was changed ${when}.`}</Paragraph>
      <WasYou />
      <WasNotYou notMe={notMe} />
    </Letter>
  )
  return { subject, letter }
})
