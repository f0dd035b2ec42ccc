import type { OperatorsEmail } from '@/lib/operator/emails'
import { visible } from '@/lib/rules/visible-text'

type Told = Pick<OperatorsEmail, 'server_reply' | 'last_error'>
type Said = { says?: string; words: string }

/** What the mail server replied. If there was no reply, what went wrong, with the words of the program after it. */
export function saidOf({ server_reply, last_error }: Told): Said | undefined {
  if (server_reply) return { words: server_reply }
  if (!last_error) return undefined
  // Before its first command a mail server is only being connected to.
  if (/^SMTP: \w+ CONN(?! \d{3})/.test(last_error))
    return { says: 'The mail server could not be reached.', words: last_error }
  const isOfProgram = /^(SMTP|Resend): /.test(last_error)
  return { ...(isOfProgram && { says: 'The mail server did not take the email.' }), words: last_error }
}

export function ServerWords({ said }: { said: Said }) {
  const words = <bdi>{visible(said.words)}</bdi>
  if (!said.says) return words
  return (
    <>
      {said.says} <small>{words}</small>
    </>
  )
}
