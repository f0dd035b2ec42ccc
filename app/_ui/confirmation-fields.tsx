'use client'
import { useState } from 'react'
import type { Confirmation } from '@/app/_http/cookies/session-cookie'
import { CodeField } from './code-field'
import { useFormState } from './form'
import { PasswordField } from './password-field'

type Props = Confirmation & {
  /** How someone who has lost the phone gets on. */
  lostPhone?: string
}

const LOST_PHONE =
  'Lost your phone? Log out, then log in with a recovery code. For 10 minutes after that, we won’t ask for a code.'

/** Asks the account owner to confirm that it is them, unless they did so recently; the server may still require it when the form is sent. */
export function ConfirmationFields({ fresh, twoStep, lostPhone = LOST_PHONE }: Props) {
  const { state } = useFormState()
  const [asked, ask] = useState(!fresh)
  const [withCode, askForCode] = useState(twoStep)
  const { code, errors } = state
  // Once shown they stay: an answer that never arrived must not take away what was typed here.
  if (!asked && (errors.current_password || errors.code || code === 'confirmation-required')) ask(true)
  // Two-step login may have been turned on since the page was opened.
  if (!withCode && (errors.code || code === 'confirmation-required')) askForCode(true)
  if (!asked) return null
  return (
    <>
      <PasswordField name="current_password" label="Current password" autoComplete="current-password" />
      {withCode && <CodeField note={lostPhone} />}
    </>
  )
}
