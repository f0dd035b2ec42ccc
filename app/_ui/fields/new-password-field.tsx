import { PasswordField } from './password-field'

/** For every form that sets a password. */
export function NewPasswordField({ name, label }: { name: string; label: string }) {
  return (
    <PasswordField
      name={name}
      label={label}
      autoComplete="new-password"
      hint="At least 8 characters. A few random words work well."
    />
  )
}
