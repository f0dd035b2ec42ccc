import type { Offer } from '@/app/_http/form/offer-of'
import { type CreationOptions, type RequestOptions, readCreation, readRequest, written } from './passkey-json'

// Loaded after the page and only by a browser that knows passkeys, because most visitors need none of it.

/** `credential` is JSON text to send. `canceled` covers all that the browser does not reveal, such as that there is no passkey. */
export type Asked = { credential: string } | { failed: 'canceled' | 'exists' }
export type RequestOffer = () => Promise<Offer<RequestOptions>>

/** A browser refuses a second request while one waits. */
let waiting: { controller: AbortController; ended: Promise<unknown> } | undefined
let prompting = false
/** The autofill of the form on this page, until its browser has refused it. */
let autofill: Autofill | undefined

/** Shows the browser's prompt and returns the passkey that was chosen. */
export async function askForPasskey(options: RequestOptions): Promise<Asked> {
  prompting = true
  await endWaiting()
  const asked = await outcome(() => navigator.credentials.get({ publicKey: readRequest(options) }))
  prompting = false
  if ('failed' in asked && autofill) void arm(autofill)
  return asked
}

export function createPasskey(options: CreationOptions): Promise<Asked> {
  return outcome(() => navigator.credentials.create({ publicKey: readCreation(options) }))
}

type Offered = {
  load: RequestOffer
  give: (credential: string) => void
  /** Waits until somebody touches the page, so that a passkey that was just refused is not sent again by itself. */
  onceTouched: boolean
}
type Autofill = Offered & { off: AbortController; armedAt: number; timer?: ReturnType<typeof setTimeout> }

/** Before the challenge expires, which it does after 15 minutes. */
const AGAIN_AFTER_MS = 10 * 60_000

/** Offers passkeys in the menu of the form's field with the token "webauthn", until the returned function is called. */
export function offerInAutofill(form: HTMLFormElement, offered: Offered): () => void {
  const mine: Autofill = { ...offered, off: new AbortController(), armedAt: 0 }
  const { signal } = mine.off
  autofill = mine
  // A page that is kept for the way back must not keep a request that waits.
  addEventListener('pagehide', () => pause(mine), { signal })
  addEventListener('pageshow', ({ persisted }) => persisted && void arm(mine), { signal })
  document.addEventListener('visibilitychange', () => isOverdue(mine) && void arm(mine), { signal })
  form.addEventListener(
    'submit',
    () => {
      pause(mine)
      armOnceTouched(mine)
    },
    { signal },
  )
  if (offered.onceTouched) armOnceTouched(mine)
  else void arm(mine)
  return () => stop(mine)
}

async function arm(mine: Autofill): Promise<void> {
  const { signal } = mine.off
  pause(mine)
  await endWaiting()
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return
  const offer = await mine.load().catch(() => undefined)
  if (signal.aborted || waiting || prompting || !offer || !('options' in offer)) return
  mine.armedAt = Date.now()
  mine.timer = setTimeout(arm, AGAIN_AFTER_MS, mine)
  const controller = new AbortController()
  const { options } = offer
  const ended = outcome(() =>
    navigator.credentials.get({ publicKey: readRequest(options), mediation: 'conditional', signal: controller.signal }),
  ).finally(() => {
    waiting = undefined
  })
  waiting = { controller, ended }
  const given = await ended
  if (controller.signal.aborted) return
  // Not again by itself: a browser without a passkey for this site refuses at once, and would be asked forever.
  stop(mine)
  if ('credential' in given) mine.give(given.credential)
}

/** Timers stand still while a device sleeps. */
function isOverdue({ armedAt }: Autofill): boolean {
  return document.visibilityState === 'visible' && armedAt > 0 && Date.now() - armedAt > AGAIN_AFTER_MS
}

function armOnceTouched(mine: Autofill): void {
  const { signal } = mine.off
  for (const touch of ['pointerdown', 'keydown']) addEventListener(touch, () => void arm(mine), { once: true, signal })
}

function pause({ timer }: Autofill): void {
  clearTimeout(timer)
  void endWaiting()
}

function stop(mine: Autofill): void {
  mine.off.abort()
  if (autofill === mine) autofill = undefined
  pause(mine)
}

async function endWaiting(): Promise<void> {
  waiting?.controller.abort()
  await waiting?.ended
}

async function outcome(ask: () => Promise<Credential | null>): Promise<Asked> {
  try {
    const credential = await ask()
    return credential ? { credential: written(credential as PublicKeyCredential) } : { failed: 'canceled' }
  } catch (error) {
    return { failed: (error as Error).name === 'InvalidStateError' ? 'exists' : 'canceled' }
  }
}
