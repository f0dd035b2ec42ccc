'use client'
import { Field } from '@/app/_ui/fields/field'
import { PasswordField } from '@/app/_ui/fields/password-field'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'
import { loginAction } from './action'
import { PasskeyLogin, ToldPasswordManager } from './passkey-login'

const rules = () => import('@/lib/sessions/schema').then((schema) => schema.loginInput)

type Props = {
  site: string
  title?: string
  next: string
  email: string
  /** The domain that passkeys are for; undefined if there can be none here. */
  rpId?: string
}

export function LoginForm({ site, title = 'Log in', next, email, rpId }: Props) {
  const form = useServerForm(rules, loginAction, { email })
  const webauthn = rpId ? (' webauthn' as const) : ''
  return (
    <Form
      form={form}
      title={title}
      site={site}
      wayOn={form.state.code === 'passkey-unknown' && <ToldPasswordManager />}
    >
      <input type="hidden" name="next" value={next} />
      <Field name="email" label="Email" type="email" autoComplete={`username${webauthn}`} />
      <PasswordField name="password" label="Password" autoComplete={`current-password${webauthn}`} />
      <SubmitButton>Log in</SubmitButton>
      {rpId && <PasskeyLogin rpId={rpId} />}
    </Form>
  )
}
