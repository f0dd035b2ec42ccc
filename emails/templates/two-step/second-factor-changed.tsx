import { type Notice, type NoticeText, noticeText, WasNotYou, WasYou } from '@/emails/parts/account-notice'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { passkeyName } from '@/emails/parts/passkey-name'
import { template } from '@/emails/parts/template'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'
import { type FactorChange, factorChangeTexts } from './factor-change-texts'

/** `passkey` is the name of the passkey that was added or removed. */
type SecondFactorChangedData = Notice & { change: FactorChange; passkey?: string }
type Said = NoticeText & { passkey?: string }

/** Tells the account owner that two-step login, its authenticator app, its recovery codes or a passkey was changed. */
export function secondFactorChangedEmail(data: SecondFactorChangedData): Promise<EmailContent> {
  const { change, passkey = '', ...notice } = data
  return written({ ...noticeText(notice), passkey: passkeyName(passkey) }, change)
}

const written = template(({ name, when, notMe, passkey }: Said, change: FactorChange) => {
  const { subject, happened, now, afterwards } = factorChangeTexts(config().APP_NAME)[change]
  const body = (
    <EmailLayout subject={subject} name={name} preview="If this wasn’t you, secure your account now.">
      {passkey ? (
        <OfPasskey happened={happened} removed={change === 'passkey-removed'} name={passkey} />
      ) : (
        <Paragraph>{happened}</Paragraph>
      )}
      <Paragraph>{when}</Paragraph>
      <Paragraph>{now}</Paragraph>
      {change === 'factors-reset' ? <WasWanted /> : <WasYou />}
      <WasNotYou notMe={notMe} lead={change === 'factors-reset' ? 'unwanted' : 'one'} />
      <Paragraph>{afterwards}</Paragraph>
    </EmailLayout>
  )
  return { subject, body }
})

type OfPasskeyProps = { happened: string; removed: boolean; name: string }

function OfPasskey({ happened, removed, name }: OfPasskeyProps) {
  if (removed)
    return (
      <Paragraph>
        {happened} Its name was <bdi>{name}</bdi>.
      </Paragraph>
    )
  return (
    <Paragraph>
      {happened} Its name is <bdi>{name}</bdi>.
    </Paragraph>
  )
}

/** The operator did it, so "this was you" would be wrong. */
function WasWanted() {
  return (
    <Paragraph>If you asked for this, log in with your password and set up two-step login or passkeys again.</Paragraph>
  )
}
