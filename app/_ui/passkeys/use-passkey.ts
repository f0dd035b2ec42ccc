'use client'
import { useEffect, useRef, useState } from 'react'
import type { Offer } from '@/app/_http/form/offer-of'
import { reasonOf } from '@/app/_http/form/refused-action'
import type { Asked } from './passkey-ceremony'
import { type Ceremony, findCeremony, usePasskeyCeremony } from './use-passkey-ceremony'

type Passkey<O> = {
  load: () => Promise<Offer<O>>
  ask: (ceremony: Ceremony, options: O) => Promise<Asked>
  give: (credential: string) => void
}

/** Asks the server for options and then the browser for a passkey. Nothing is said of a prompt that was closed. */
export function usePasskey<O>({ load, ask, give }: Passkey<O>) {
  const fetched = usePasskeyCeremony()
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<string>()

  const pressed = useRef<HTMLElement>(null)
  // A button loses the focus when it is disabled, and someone who closed the prompt would have to look for it.
  useEffect(() => {
    if (!asking && document.activeElement === document.body) pressed.current?.focus()
  }, [asking])

  async function begin() {
    if (asking) return
    pressed.current = document.activeElement as HTMLElement | null
    setAsking(true)
    setRefusal(await ceremony().catch((error: unknown) => reasonOf(error)))
    setAsking(false)
  }

  /** Why it did not come to a passkey, if there is anything to say. */
  async function ceremony(): Promise<string | undefined> {
    // Somebody may be faster than the page.
    const found = fetched ?? (await findCeremony())
    if (found === 'unsupported') return 'This browser doesn’t support passkeys.'
    if (!found) return 'We couldn’t reach this site. Check your connection and try again.'
    const offline = !navigator.onLine
    const offer: Offer<O> = await load().catch((error: unknown) => ({ refusal: reasonOf(error, offline) }))
    if ('refusal' in offer) return elsewhereOr(offer)
    const asked = await ask(found, offer.options)
    if ('credential' in asked) give(asked.credential)
    else if (asked.failed === 'exists') return 'This device already has a passkey for your account.'
  }

  return { ceremony: fetched, asking, refusal, begin }
}

function elsewhereOr({ refusal, elsewhere }: { refusal: string; elsewhere?: string }): string | undefined {
  if (!elsewhere) return refusal
  location.assign(elsewhere)
}
