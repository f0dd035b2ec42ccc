'use client'
import { Form } from '@/app/_ui/form'
import { NewPasswordField } from '@/app/_ui/new-password-field'
import { NameFields, PhoneNumberField } from '@/app/_ui/person-fields'
import { SubmitButton } from '@/app/_ui/submit-button'
import { useServerForm } from '@/app/_ui/use-server-form'
import { UsernameForPasswordManagers } from '@/app/_ui/username'
import { finishRegistrationAction } from './action'

const rules = () => import('@/lib/email-verification/schema').then((schema) => schema.registrationDetails)

type Registered = { first_name: string; last_name: string; phone_number: string }
type Props = { site: string; title: string; button: string; link: string; email: string; registered: Registered }

export function FinishRegistrationForm({ site, title, button, link, email, registered }: Props) {
  const form = useServerForm(rules, finishRegistrationAction, registered)
  return (
    <Form form={form} title={title} site={site}>
      <input type="hidden" name="link" value={link} />
      <NameFields />
      <PhoneNumberField />
      <UsernameForPasswordManagers email={email} />
      <NewPasswordField name="password" label="Password" />
      <SubmitButton>{button}</SubmitButton>
    </Form>
  )
}
