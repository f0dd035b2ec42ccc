import { v7 as uuidv7 } from 'uuid'
import { trialEmail } from '@/emails/templates/trial-email'
import { NotTaken } from '@/emails/transport/outgoing-email'
import { sendEmail } from '@/emails/transport/send-email'
import type { Check } from '@/lib/doctor/check'
import { fault, fine, warning } from '@/lib/doctor/finding'
import { describeError } from '@/lib/log'

const PATIENCE_SECONDS = 9

/** Sends one test email, and only to the address that an operator gave. */
export const sendTrialEmail: Check = async ({ trialMailTo, faults }) => {
  const check = 'mail.trial'
  if (!trialMailTo) return []
  if (faults.length > 0)
    return [warning(check, 'No test email was sent.', 'Fix the configuration first, then run the doctor again.')]
  const content = await trialEmail(new Date())
  try {
    const message = { id: uuidv7(), to: trialMailTo, ...content }
    const { providerId, serverReply } = await sendEmail(message, { timeoutSeconds: PATIENCE_SECONDS })
    const reply = [providerId, serverReply].filter(Boolean).join(', ')
    const says = reply
      ? `The test email to ${trialMailTo} was accepted (${reply}). Check that it arrives, and not in the spam folder.`
      : `The test email to ${trialMailTo} was accepted. Check that it arrives, and not in the spam folder.`
    return [fine(check, says)]
  } catch (error) {
    const reply = error instanceof NotTaken && error.serverReply ? `: ${error.serverReply}` : ''
    const says = `The test email to ${trialMailTo} was refused: ${describeError(error).error}${reply}.`
    return [
      fault(
        check,
        says,
        'See the findings about email above. If there are none, the mail server refuses this sender or recipient',
      ),
    ]
  }
}
