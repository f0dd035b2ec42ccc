'use client'
import { ACCOUNT } from '@/app/_http/form/with-next'
import { Field } from '@/app/_ui/fields/field'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'
import { forgotPasswordAction } from './action'

const rules = () => import('@/lib/password-reset/schema').then((schema) => schema.forgotPasswordInput)

type Props = { site: string; title: string; next?: string; email: string }

export function ForgotPasswordForm({ site, title, next = ACCOUNT, email }: Props) {
  const form = useServerForm(rules, forgotPasswordAction, { email })
  return (
    <Form form={form} title={title} site={site}>
      <input type="hidden" name="next" value={next} />
      <Field name="email" label="Email" type="email" autoComplete="username" />
      <SubmitButton>Send reset link</SubmitButton>
    </Form>
  )
}
