'use client'
import { useEffect, useRef } from 'react'
import { useFormState } from '@/app/_ui/forms/form'
import { PasskeyButton } from '@/app/_ui/passkeys/passkey-button'
import type { RequestOffer } from '@/app/_ui/passkeys/passkey-ceremony'
import { usePasskeyCeremony } from '@/app/_ui/passkeys/use-passkey-ceremony'

/** Logs in with a passkey, by a button or from the menu of the email field. The form's own action gets what the browser gives. */
export function PasskeyLogin({ rpId }: { rpId: string }) {
  const { state, sendCredential } = useFormState()
  const ceremony = usePasskeyCeremony()
  const place = useRef<HTMLDivElement>(null)
  const given = useRef<string>(undefined)

  function give(credential: string) {
    given.current = credential
    sendCredential(place.current!.closest('form')!, credential)
  }

  // After every answer of the server, such as a refusal, the menu is offered again.
  useEffect(() => {
    if (typeof ceremony !== 'object') return
    if (state.code === 'passkey-unknown' && given.current) tellPasswordManager(rpId, given.current)
    const onceTouched = given.current !== undefined
    given.current = undefined
    return ceremony.offerInAutofill(place.current!.closest('form')!, { load, give, onceTouched })
  }, [ceremony, state])

  return (
    <div ref={place}>
      <PasskeyButton load={load} give={give}>
        Log in with a passkey
      </PasskeyButton>
    </div>
  )
}

/** Asked for without an email, so that the answer tells nothing about accounts. */
const load: RequestOffer = async () => {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch('/api/login/passkey/options', { method: 'POST', headers, body: '{}' })
  const { options, title } = await answer.json()
  return answer.ok ? { options } : { refusal: title }
}

/** Only shown to script, which knows whether the browser can. */
export function ToldPasswordManager() {
  const told = 'signalUnknownCredential' in PublicKeyCredential
  return told && <p>We’ve told your password manager.</p>
}

/** So that it no longer offers a passkey that opens nothing. Not every browser can. */
function tellPasswordManager(rpId: string, credential: string): void {
  const { id: credentialId } = JSON.parse(credential)
  void PublicKeyCredential.signalUnknownCredential?.({ rpId, credentialId }).catch(() => {})
}
