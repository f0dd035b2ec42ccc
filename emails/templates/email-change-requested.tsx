import { type Notice, type Noticed, noticed, WasNotYou } from '@/emails/parts/account-notice'
import { Letter, Paragraph } from '@/emails/parts/email-layout'
import { template } from '@/emails/parts/template'
import { NewAddress, shownAddress } from '@/emails/parts/typed-email'
import type { Content } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

type EmailChangeAskedData = Notice & { newEmail: string }

/** Tells the present address that the account is asked to move to another one. */
export function emailChangeAskedEmail({ newEmail, ...notice }: EmailChangeAskedData): Promise<Content> {
  return written({ ...noticed(notice), address: shownAddress(newEmail) })
}

const written = template(({ name, when, notMe, address }: Noticed & { address?: string }) => {
  const { APP_NAME } = config()
  const subject = `A new email address for your ${APP_NAME} account?`
  const letter = (
    <Letter subject={subject} name={name} preview="Nothing has changed yet.">
      <Paragraph>{`Someone asked to change the email address of your ${APP_NAME} account ${when}.`}</Paragraph>
      <Paragraph>
        The new address would be <NewAddress address={address} />. Nothing changes until that address is confirmed.
      </Paragraph>
      <Paragraph>If it was you, open the mail that we sent to the new address.</Paragraph>
      <WasNotYou notMe={notMe} />
    </Letter>
  )
  return { subject, letter }
})
