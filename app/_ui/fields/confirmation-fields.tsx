'use client'
import { useState } from 'react'
import type { Confirmation } from '@/app/_http/cookies/session-cookie'
import { useFormState } from '@/app/_ui/forms/form'
import { PasskeyInstead } from '@/app/_ui/passkeys/passkey-instead'
import { WithoutScript } from '@/app/_ui/without-script'
import { CodeField } from './code-field'
import { PasswordField } from './password-field'

type Props = Confirmation & {
  /** The form asks even right after a login, so that a recovery code does not help. */
  always?: boolean
  /** The form does nothing else. */
  onlyConfirms?: boolean
}

/** Asks the account owner to confirm that it is them, unless they did so recently; the server may still require it when the form is sent. */
export function ConfirmationFields({ fresh, twoStep, methods, always = false, onlyConfirms }: Props) {
  const { state } = useFormState()
  const [asked, ask] = useState(!fresh || always)
  const [withCode, askForCode] = useState(twoStep && methods.includes('authenticator-app'))
  const { code, errors } = state
  const unconfirmed = code === 'confirmation-required'
  // Once shown they stay: an answer that never arrived must not take away what was typed here.
  if (!asked && (errors.current_password || errors.code || errors.credential || unconfirmed)) ask(true)
  // Two-step login may have been turned on since the page was opened.
  if (!withCode && (errors.code || (unconfirmed && !methods.includes('passkey')))) askForCode(true)
  if (!asked) return null
  // Without an app, two-step login wants more than a password, and only a passkey is that.
  const withPassword = !twoStep || withCode
  const typed = withPassword && (
    <>
      <PasswordField name="current_password" label="Current password" autoComplete="current-password" />
      {withCode && <CodeField note={wayOutOf('phone', always)} />}
    </>
  )
  if (!methods.includes('passkey')) return typed
  return (
    <PasskeyInstead onlyConfirms={onlyConfirms} only={!withPassword}>
      {typed || <PasskeyNeeded always={always} />}
    </PasskeyInstead>
  )
}

function PasskeyNeeded({ always }: { always: boolean }) {
  return (
    <>
      <p>Use your passkey to confirm that it’s you.</p>
      <WithoutScript>Passkeys need JavaScript. Turn it on, then open this page again.</WithoutScript>
      <p className="hint">{wayOutOf('passkey', always)}</p>
    </>
  )
}

/** How someone who has lost it gets on. */
function wayOutOf(lost: keyof typeof waysOut, always: boolean): string {
  return waysOut[lost][always ? 'always' : 'usually']
}

const waysOut = {
  phone: {
    usually:
      'Lost your phone? Log out, then log in with a recovery code. For 10 minutes after that, we won’t ask for a code.',
    always: 'Lost your phone? Log out, log in with a recovery code, then set up a new app.',
  },
  passkey: {
    usually:
      'Lost your passkey? Log out, then log in with a recovery code. For 10 minutes after that, we won’t ask for a passkey.',
    always: 'Lost your passkey? Log out, log in with a recovery code, then set up an authenticator app.',
  },
}
