'use client'
import { NewPasswordField } from '@/app/_ui/fields/new-password-field'
import { NameFields, PhoneNumberField } from '@/app/_ui/fields/person-fields'
import { UsernameForPasswordManagers } from '@/app/_ui/fields/username'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'
import type { PhoneNumberMode } from '@/lib/rules/phone-number'
import { finishRegistrationAction } from './action'

const rules = (mode: PhoneNumberMode) => () =>
  import('@/lib/email-verification/schema').then(({ registrationDetails }) => registrationDetails[mode])

type Registered = { first_name: string; last_name: string; phone_number: string }
type Props = {
  site: string
  title: string
  button: string
  link: string
  email: string
  phoneNumber: PhoneNumberMode
  registered: Registered
}

export function FinishRegistrationForm({ site, title, button, link, email, phoneNumber, registered }: Props) {
  const form = useServerForm(rules(phoneNumber), finishRegistrationAction, registered)
  return (
    <Form form={form} title={title} site={site}>
      <input type="hidden" name="link" value={link} />
      <NameFields />
      <PhoneNumberField mode={phoneNumber} isNew />
      <UsernameForPasswordManagers email={email} />
      <NewPasswordField name="password" label="Password" />
      <SubmitButton>{button}</SubmitButton>
    </Form>
  )
}
