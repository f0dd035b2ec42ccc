import { circumstances } from '@/emails/circumstances'
import { compose } from '@/emails/compose'
import { Letter, Paragraph } from '@/emails/layout'
import type { Content } from '@/emails/message'
import { type Notice, WasNotYou } from '@/emails/notice'
import { NewAddress } from '@/emails/typed-address'
import { config } from '@/lib/config'

type EmailChangeAskedData = Notice & { newEmail: string }

/** Tells the present address that the account is asked to move to another one. */
export function emailChangeAskedEmail(data: EmailChangeAskedData): Promise<Content> {
  const { firstName, at, ip, device, notMe, newEmail } = data
  const { APP_NAME } = config()
  const subject = `A new email address for your ${APP_NAME} account?`
  return compose(
    subject,
    <Letter subject={subject} firstName={firstName} preview="Nothing has changed yet.">
      <Paragraph>
        {`Someone asked to change the email address of your ${APP_NAME} account ${circumstances(at, ip, device)}.`}
      </Paragraph>
      <Paragraph>
        The new address would be <NewAddress address={newEmail} />. Nothing changes until that address is confirmed.
      </Paragraph>
      <Paragraph>If it was you, open the mail that we sent to the new address.</Paragraph>
      <WasNotYou notMe={notMe} />
    </Letter>,
  )
}
