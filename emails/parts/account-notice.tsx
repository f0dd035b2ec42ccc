import { Action } from '@/emails/parts/action'
import { circumstances } from '@/emails/parts/circumstances'
import { Paragraph } from '@/emails/parts/email-layout'
import { greetingName } from '@/emails/parts/greeting-name'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'

/** Something that was done to the account; `device` is words such as "Firefox on Linux", `notMe` a link to /not-me. */
export type Notice = { firstName: string; at: Date; ip?: string; device?: string; notMe: string }

/** What every notice says, made fit to be repeated. */
export type NoticeText = { name?: string; when: string; notMe: string }

export function noticeText({ firstName, at, ip, device, notMe }: Notice): NoticeText {
  return { name: greetingName(firstName), when: circumstances(at, ip, device), notMe }
}

export function WasYou() {
  return <Paragraph>If it was you, there is nothing to do.</Paragraph>
}

type WasNotYouProps = { notMe: string; lead?: string; quiet?: boolean }

/** The end of every notice: the link that takes the account back, and what opening it leads to. */
export function WasNotYou({ notMe, lead = 'If it wasn’t you, say so here:', quiet }: WasNotYouProps) {
  return (
    <>
      <Paragraph>{lead}</Paragraph>
      <Action href={notMe} label="This wasn’t me" quiet={quiet} />
      <Paragraph>
        The page has one button. Pressing it logs every device out, locks the password, cancels pending changes, gives
        back your email address where it was changed, and mails you a link to set a new password.
      </Paragraph>
      <Paragraph>{`Opening the page changes nothing. The link works for ${lifetime(linkMinutes['not-me'])}.`}</Paragraph>
    </>
  )
}
