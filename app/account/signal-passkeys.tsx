'use client'
import { useEffect } from 'react'
import type { PasskeySignals } from '@/lib/passkeys/signals'

/** So that the browser no longer offers a passkey that was removed, and shows the current email. Not every browser can. */
export function SignalPasskeys({ rpId, userId, allAcceptedCredentialIds, name, displayName }: PasskeySignals) {
  const known = allAcceptedCredentialIds.join()
  useEffect(() => {
    const browser = window.PublicKeyCredential
    const ids = known ? known.split(',') : []
    void browser?.signalAllAcceptedCredentials?.({ rpId, userId, allAcceptedCredentialIds: ids }).catch(() => {})
    void browser?.signalCurrentUserDetails?.({ rpId, userId, name, displayName }).catch(() => {})
  }, [rpId, userId, known, name, displayName])
  return null
}
