import { browserSession } from '@/app/_http/cookies/session-cookie'
import { passkeySignals } from '@/lib/passkeys/signals'
import { SignalPasskeys } from './signal-passkeys'

/** Stands on the pages that follow a login or a change of passkeys, names or email. */
export async function TellPasswordManager() {
  const session = await browserSession()
  const signals = session && (await passkeySignals(session.user))
  return signals && <SignalPasskeys {...signals} />
}
