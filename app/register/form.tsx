'use client'
import { Field } from '@/app/_ui/field'
import { Form } from '@/app/_ui/form'
import { PasswordField } from '@/app/_ui/password-field'
import { SubmitButton } from '@/app/_ui/submit-button'
import { useServerForm } from '@/app/_ui/use-server-form'
import { registerAction } from './action'

const rules = () => import('@/lib/accounts/schema').then((schema) => schema.registerInput)

export function RegisterForm({ site }: { site: string }) {
  const form = useServerForm(rules, registerAction)
  return (
    <Form form={form} title="Create account" site={site}>
      <div className="pair">
        <Field name="first_name" label="First name" autoComplete="given-name" />
        <Field name="last_name" label="Last name" autoComplete="family-name" />
      </div>
      <Field name="email" label="Email" type="email" autoComplete="email" />
      <Field
        name="phone_number"
        label="Phone number"
        type="tel"
        autoComplete="tel"
        hint="10 to 15 digits, for example +44 20 7946 0958."
      />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="new-password"
        hint="At least 8 characters. Several words are easy to remember."
      />
      <SubmitButton>Create account</SubmitButton>
    </Form>
  )
}
