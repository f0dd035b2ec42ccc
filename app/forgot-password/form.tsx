'use client'
import { Field } from '@/app/_ui/field'
import { Form } from '@/app/_ui/form'
import { SubmitButton } from '@/app/_ui/submit-button'
import { useServerForm } from '@/app/_ui/use-server-form'
import { forgotPasswordAction } from './action'

const rules = () => import('@/lib/password-reset/schema').then((schema) => schema.forgotPasswordInput)

export function ForgotPasswordForm({ site, title, email }: { site: string; title: string; email: string }) {
  const form = useServerForm(rules, forgotPasswordAction, { email })
  return (
    <Form form={form} title={title} site={site}>
      <Field name="email" label="Email" type="email" autoComplete="username" />
      <SubmitButton>Send reset link</SubmitButton>
    </Form>
  )
}
