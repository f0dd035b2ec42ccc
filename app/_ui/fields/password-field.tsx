'use client'
import { useEffect, useState } from 'react'
import { useFormState } from '@/app/_ui/forms/form'
import { Field } from './field'

type Props = {
  name: string
  label: string
  hint?: string
  autoComplete: 'current-password' | 'current-password webauthn' | 'new-password'
}

/** Can be shown, and is hidden again when the form is sent. Nobody types a password twice, because it can be shown. */
export function PasswordField(props: Props) {
  const [shown, setShown] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  const { pending } = useFormState()
  useEffect(() => {
    if (pending) setShown(false)
  }, [pending])
  return (
    <>
      <Field
        {...props}
        type={shown ? 'text' : 'password'}
        spellCheck={false}
        autoCapitalize="none"
        onKeyUp={(event) => setCapsLock(event.getModifierState('CapsLock'))}
        beside={
          <button type="button" className="reveal" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? 'Hide' : 'Show'}
            <span className="unseen"> {props.label.toLowerCase()}</span>
          </button>
        }
      />
      <p className="hint" role="status">
        {capsLock && 'Caps lock is on.'}
      </p>
    </>
  )
}
