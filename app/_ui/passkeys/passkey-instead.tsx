'use client'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { FormState } from '@/app/_http/form/run-form'
import { confirmOptionsAction } from '@/app/account/confirm/action'
import { useFormState } from '../forms/form'
import { PasskeyButton } from './passkey-button'

type Props = {
  /** The form does nothing else, so it is sent with the passkey. */
  onlyConfirms?: boolean
  /** There is no other way to confirm. */
  only: boolean
  /** The fields to type in, which make way for the passkey. */
  children?: ReactNode
}

/** Confirms with a passkey instead of what is typed. */
export function PasskeyInstead({ onlyConfirms, only, children }: Props) {
  const { state, errors } = useFormState()
  const [given, setGiven] = useState<{ since: FormState; credential: string }>()
  const place = useRef<HTMLDivElement>(null)
  // It works once, so after an answer the owner is asked again.
  const credential = given?.since === state ? given.credential : undefined
  useEffect(() => {
    const form = place.current?.closest('form')
    if (!credential || !form) return
    if (onlyConfirms) form.requestSubmit()
    else nextIn(form)?.focus()
  }, [credential, onlyConfirms])
  return (
    <div ref={place} id="credential" className="field" tabIndex={-1}>
      {!credential && children}
      {!credential && (
        <PasskeyButton
          load={confirmOptionsAction}
          give={(credential) => setGiven({ since: state, credential })}
          main={onlyConfirms && only}
        >
          Use a passkey
        </PasskeyButton>
      )}
      {!credential && errors.credential && <p className="error">{errors.credential}</p>}
      {credential && <input type="hidden" name="credential" value={credential} />}
      <div role="status">
        {credential && !onlyConfirms && <p className="hint">Your passkey is ready. Continue with the button below.</p>}
      </div>
    </div>
  )
}

/** The field that is still to be filled in, such as a new password below the passkey, or else the button. */
function nextIn(form: HTMLFormElement): HTMLElement | null {
  const fields = [...form.querySelectorAll<HTMLInputElement>('.input input')]
  return fields.find(({ value }) => !value) ?? form.querySelector<HTMLButtonElement>('button.main')
}
