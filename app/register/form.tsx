'use client'
import { withNext } from '@/app/_http/form/with-next'
import { Field } from '@/app/_ui/fields/field'
import { NewPasswordField } from '@/app/_ui/fields/new-password-field'
import { NameFields, PhoneNumberField } from '@/app/_ui/fields/person-fields'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'
import type { PhoneNumberMode } from '@/lib/rules/phone-number'
import { registerAction } from './action'

const rules = (mode: PhoneNumberMode) => () =>
  import('@/lib/accounts/schema').then(({ registerFields }) => registerFields[mode])

type Props = { site: string; next: string; phoneNumber: PhoneNumberMode }

export function RegisterForm({ site, next, phoneNumber }: Props) {
  const form = useServerForm(rules(phoneNumber), registerAction)
  return (
    <Form
      form={form}
      title="Create account"
      site={site}
      wayOn={form.state.code === 'account-exists' && <ToOwnAccount next={next} />}
    >
      <input type="hidden" name="next" value={next} />
      <NameFields />
      <Field name="email" label="Email" type="email" autoComplete="email" />
      <PhoneNumberField mode={phoneNumber} isNew />
      <NewPasswordField name="password" label="Password" />
      <SubmitButton>Create account</SubmitButton>
    </Form>
  )
}

function ToOwnAccount({ next }: { next: string }) {
  return (
    <ul>
      <li>
        <a href={withNext('/login', next)}>Log in</a>
      </li>
      <li>
        <a href={withNext('/forgot-password', next)}>Reset password</a>
      </li>
    </ul>
  )
}
