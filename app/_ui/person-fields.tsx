import { Field } from './field'

export function NameFields() {
  return (
    <div className="pair">
      <Field name="first_name" label="First name" autoComplete="given-name" dir="auto" />
      <Field name="last_name" label="Last name" autoComplete="family-name" dir="auto" />
    </div>
  )
}

export function PhoneNumberField() {
  return (
    <Field
      name="phone_number"
      label="Phone number"
      type="tel"
      autoComplete="tel"
      hint="10 to 15 digits, for example +44 20 7946 0958."
    />
  )
}
