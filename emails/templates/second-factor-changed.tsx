import { type Notice, type NoticeText, noticeText, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'
import { type FactorChange, factorChangeTexts } from './factor-change-texts'

type SecondFactorChangedData = Notice & { change: FactorChange }

/** Tells the account owner that two-step login, its authenticator app or its recovery codes were changed. */
export function secondFactorChangedEmail({ change, ...notice }: SecondFactorChangedData): Promise<EmailContent> {
  return written(noticeText(notice), change)
}

const written = template(({ name, when, notMe }: NoticeText, change: FactorChange) => {
  const { subject, happened, now, afterwards } = factorChangeTexts(config().APP_NAME)[change]
  const body = (
    <EmailLayout subject={subject} name={name} preview="If this wasn’t you, secure your account now.">
      <Paragraph>{happened}</Paragraph>
      <Paragraph>{when}</Paragraph>
      <Paragraph>{now}</Paragraph>
      {change === 'factors-reset' ? <WasWanted /> : <WasYou />}
      <WasNotYou notMe={notMe} lead={change === 'factors-reset' ? 'unwanted' : 'one'} />
      <Paragraph>{afterwards}</Paragraph>
    </EmailLayout>
  )
  return { subject, body }
})

/** The operator did it, so "this was you" would be wrong. */
function WasWanted() {
  return <Paragraph>If you asked for this, log in and set up two-step login again.</Paragraph>
}
