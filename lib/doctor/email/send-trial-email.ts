import { v7 as uuidv7 } from 'uuid'
import { trialEmail } from '@/emails/templates/trial-email'
import { NotTaken } from '@/emails/transport/outgoing-email'
import { sendEmail } from '@/emails/transport/send-email'
import type { Check } from '@/lib/doctor/check'
import { fault, fine, warning } from '@/lib/doctor/finding'
import { describeError } from '@/lib/log'

const PATIENCE_SECONDS = 9

/** Sends one mail, and only where an operator has said to whom. */
export const sendTrialEmail: Check = async ({ trialMailTo, faults }) => {
  const check = 'mail.trial'
  if (!trialMailTo) return []
  if (faults.length > 0)
    return [warning(check, 'No trial mail was sent.', 'Mend the configuration first, and ask again.')]
  const content = await trialEmail(new Date())
  try {
    const message = { id: uuidv7(), to: trialMailTo, ...content }
    const { providerId, serverReply } = await sendEmail(message, { timeoutSeconds: PATIENCE_SECONDS })
    const named = [providerId && ` as ${providerId}`, serverReply && ` with “${serverReply}”`].filter(Boolean).join('')
    return [fine(check, `The trial mail to ${trialMailTo} was taken${named}. Does it arrive, and not as spam?`)]
  } catch (error) {
    const said = error instanceof NotTaken && error.serverReply ? `: ${error.serverReply}` : ''
    const says = `The trial mail to ${trialMailTo} was not taken: ${describeError(error).error}${said}.`
    return [
      fault(
        check,
        says,
        'See what is said of mail above; if nothing is, the server refuses this sender or this address',
      ),
    ]
  }
}
