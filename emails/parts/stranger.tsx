import { WrittenOutLink } from '@/emails/parts/action'
import { Paragraph } from '@/emails/parts/email-layout'
import { config } from '@/lib/config'

/** Tells somebody whose address a stranger registered with how to take the account over. */
export function Stranger({ asksToConfirm = false }: { asksToConfirm?: boolean }) {
  // Confirming would vouch for an account whose password is the stranger's.
  const warning = asksToConfirm ? ' Do not confirm it.' : ''
  return (
    <>
      <Paragraph>
        {`If it wasn’t you, someone registered with your address.${warning} Reset the password, and their access ends:`}
      </Paragraph>
      <WrittenOutLink href={`${config().APP_URL}/forgot-password`} />
    </>
  )
}
