'use client'
import { Field } from '@/app/_ui/field'
import { Form } from '@/app/_ui/form'
import { PasswordField } from '@/app/_ui/password-field'
import { SubmitButton } from '@/app/_ui/submit-button'
import { useServerForm } from '@/app/_ui/use-server-form'
import { loginAction } from './action'

const rules = () => import('@/lib/sessions/schema').then((schema) => schema.loginInput)

type Props = { site: string; title?: string; next: string; email: string }

export function LoginForm({ site, title = 'Log in', next, email }: Props) {
  const form = useServerForm(rules, loginAction, { email })
  return (
    <Form form={form} title={title} site={site}>
      <input type="hidden" name="next" value={next} />
      <Field name="email" label="Email" type="email" autoComplete="username" />
      <PasswordField name="password" label="Password" autoComplete="current-password" />
      <SubmitButton>Log in</SubmitButton>
    </Form>
  )
}
