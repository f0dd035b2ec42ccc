import { Action } from '@/emails/action'
import { circumstances } from '@/emails/circumstances'
import { compose } from '@/emails/compose'
import { Letter, Paragraph } from '@/emails/layout'
import { lifetime, worksOnce } from '@/emails/lifetime'
import type { Content } from '@/emails/message'
import { NOTICE_LIFETIME_MINUTES, type Notice, WasNotYou, WasYou } from '@/emails/notice'
import { NewAddress } from '@/emails/typed-address'
import { config } from '@/lib/config'

type EmailChangedData = Notice & { newEmail: string; undo: string }

/** Tells the old address that the account has moved, and lets its owner take it back. */
export function emailChangedEmail(data: EmailChangedData): Promise<Content> {
  const { firstName, at, ip, device, notMe, newEmail, undo } = data
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} email address was changed`
  const preview = `If it wasn’t you, take it back within ${lifetime(NOTICE_LIFETIME_MINUTES)}.`
  return compose(
    subject,
    <Letter subject={subject} firstName={firstName} preview={preview}>
      <Paragraph>
        {`The email address of your ${APP_NAME} account was changed ${circumstances(at, ip, device)}.`}
      </Paragraph>
      <Paragraph>
        The new address is <NewAddress address={newEmail} />. This mail went to the old one.
      </Paragraph>
      <WasYou />
      <Paragraph>If it wasn’t you, take it back here:</Paragraph>
      <Action href={undo} label="Undo the change" />
      <Paragraph>{`${worksOnce(NOTICE_LIFETIME_MINUTES)} Undoing logs every device out.`}</Paragraph>
      <WasNotYou notMe={notMe} lead="If somebody else may know your password, say so here instead:" quiet />
    </Letter>,
  )
}
