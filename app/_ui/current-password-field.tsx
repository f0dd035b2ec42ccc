'use client'
import { useFormState } from './form'
import { PasswordField } from './password-field'

/** Asks for the password unless it was entered recently; the server may still require it when the form is sent. */
export function CurrentPasswordField({ fresh }: { fresh: boolean }) {
  const { state } = useFormState()
  if (fresh && !state.errors.current_password) return null
  return <PasswordField name="current_password" label="Current password" autoComplete="current-password" />
}
