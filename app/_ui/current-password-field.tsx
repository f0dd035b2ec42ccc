'use client'
import { useFormState } from './form'
import { PasswordField } from './password-field'

/** Asks for the password again unless it was given lately; the server may still want it when the form arrives. */
export function CurrentPasswordField({ fresh }: { fresh: boolean }) {
  const { state } = useFormState()
  if (fresh && !state.errors.current_password) return null
  return <PasswordField name="current_password" label="Current password" autoComplete="current-password" />
}
