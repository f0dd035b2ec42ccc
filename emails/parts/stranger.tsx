import { Action } from '@/emails/parts/action'
import { Paragraph } from '@/emails/parts/email-layout'
import { config } from '@/lib/config'

/** Tells someone whose email a stranger has registered with how to take the account over. */
export function Stranger({ asksToVerify = false }: { asksToVerify?: boolean }) {
  return (
    <>
      {asksToVerify ? (
        // Verifying would vouch for an account whose password the stranger knows.
        <Paragraph>
          Didn’t create this account? Someone registered with your email. Don’t verify it. Reset the password to end
          their access:
        </Paragraph>
      ) : (
        <Paragraph>
          Didn’t create this account? Someone registered with your email. Reset the password to end their access:
        </Paragraph>
      )}
      <Action href={`${config().APP_URL}/forgot-password`} label="Reset password" quiet />
    </>
  )
}
