import { Action } from '@/emails/action'
import { Letter, Paragraph } from '@/emails/layout'
import { lifetime, worksOnce } from '@/emails/lifetime'
import type { Content } from '@/emails/message'
import { NOTICE_LIFETIME_MINUTES, type Notice, type Noticed, noticed, WasNotYou, WasYou } from '@/emails/notice'
import { template } from '@/emails/template'
import { NewAddress, shownAddress } from '@/emails/typed-address'
import { config } from '@/lib/config'

type EmailChangedData = Notice & { newEmail: string; undo: string }

/** Tells the old address that the account has moved, and lets its owner take it back. */
export function emailChangedEmail({ newEmail, undo, ...notice }: EmailChangedData): Promise<Content> {
  return written({ ...noticed(notice), address: shownAddress(newEmail), undo })
}

const written = template(({ name, when, notMe, address, undo }: Noticed & { address?: string; undo: string }) => {
  const { APP_NAME } = config()
  const subject = `Your ${APP_NAME} email address was changed`
  const preview = `If it wasn’t you, take it back within ${lifetime(NOTICE_LIFETIME_MINUTES)}.`
  const letter = (
    <Letter subject={subject} name={name} preview={preview}>
      <Paragraph>{`The email address of your ${APP_NAME} account was changed ${when}.`}</Paragraph>
      <Paragraph>
        The new address is <NewAddress address={address} />. This mail went to the old one.
      </Paragraph>
      <WasYou />
      <Paragraph>If it wasn’t you, take it back here:</Paragraph>
      <Action href={undo} label="Undo the change" />
      <Paragraph>{`${worksOnce(NOTICE_LIFETIME_MINUTES)} Undoing logs every device out.`}</Paragraph>
      <WasNotYou notMe={notMe} lead="If somebody else may know your password, say so here instead:" quiet />
    </Letter>
  )
  return { subject, letter }
})
