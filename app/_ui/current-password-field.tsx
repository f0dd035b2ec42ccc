'use client'
import { useState } from 'react'
import { useFormState } from './form'
import { PasswordField } from './password-field'

/** Asks for the password unless it was entered recently; the server may still require it when the form is sent. */
export function CurrentPasswordField({ fresh }: { fresh: boolean }) {
  const { state } = useFormState()
  const [asked, ask] = useState(!fresh)
  // Once shown it stays: an answer that never arrived must not take away what was typed here.
  if (!asked && state.errors.current_password) ask(true)
  if (!asked) return null
  return <PasswordField name="current_password" label="Current password" autoComplete="current-password" />
}
