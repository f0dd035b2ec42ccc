import { Action } from '@/emails/action'
import { circumstances, moment } from '@/emails/circumstances'
import { compose } from '@/emails/compose'
import { Letter, Paragraph } from '@/emails/layout'
import type { Content } from '@/emails/message'
import { type Notice, WasNotYou, WasYou } from '@/emails/notice'
import { config } from '@/lib/config'

type DeletionAskedData = Notice & { dueAt: Date }

/** Tells the owner when the account will be deleted, and until when a login restores it. */
export function deletionAskedEmail({ firstName, at, ip, device, notMe, dueAt }: DeletionAskedData): Promise<Content> {
  const { APP_NAME, APP_URL } = config()
  const subject = `Your ${APP_NAME} account will be deleted`
  return compose(
    subject,
    <Letter subject={subject} firstName={firstName} preview={`It will be deleted ${moment(dueAt)}.`}>
      <Paragraph>{`Someone asked to delete your ${APP_NAME} account ${circumstances(at, ip, device)}.`}</Paragraph>
      <Paragraph>
        {`It will be deleted, with everything in it, ${moment(dueAt)}. Until then, a login restores it:`}
      </Paragraph>
      <Action href={`${APP_URL}/login`} label="Log in and keep the account" quiet />
      <WasYou />
      <WasNotYou notMe={notMe} />
    </Letter>,
  )
}
