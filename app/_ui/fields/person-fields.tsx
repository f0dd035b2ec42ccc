import type { PhoneNumberMode } from '@/lib/rules/phone-number'
import { Field } from './field'

export function NameFields() {
  return (
    <div className="pair">
      <Field name="first_name" label="First name" autoComplete="given-name" dir="auto" />
      <Field name="last_name" label="Last name" autoComplete="family-name" dir="auto" />
    </div>
  )
}

type PhoneNumberProps = {
  mode: PhoneNumberMode
  /** On the pages that create an account: why the number is asked for. */
  isNew?: boolean
}

/** No field if the setting PHONE_NUMBER is “off”. */
export function PhoneNumberField({ mode, isNew }: PhoneNumberProps) {
  if (mode === 'off') return null
  const isOptional = mode === 'optional'
  return (
    <Field
      name="phone_number"
      label={isOptional ? 'Phone number (optional)' : 'Phone number'}
      type="tel"
      autoComplete="tel"
      required={!isOptional}
      hint="10 to 15 digits, for example +44 20 7946 0958."
      note={isNew ? 'It helps us find your account when you contact us.' : undefined}
    />
  )
}
