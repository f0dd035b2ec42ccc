import { PasswordField } from './password-field'

/** Where a password is chosen. */
export function NewPasswordField({ name, label }: { name: string; label: string }) {
  return (
    <PasswordField
      name={name}
      label={label}
      autoComplete="new-password"
      hint="At least 8 characters. Several words are easy to remember."
    />
  )
}
