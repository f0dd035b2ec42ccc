'use client'
import { CurrentPasswordField } from '@/app/_ui/current-password-field'
import { Field } from '@/app/_ui/field'
import { Form } from '@/app/_ui/form'
import { SubmitButton } from '@/app/_ui/submit-button'
import { useServerForm } from '@/app/_ui/use-server-form'
import { UsernameForPasswordManagers } from '@/app/_ui/username'
import { changeEmailAction } from './action'

const rules = () => import('@/lib/email-change/schema').then((schema) => schema.changeEmailInput)

export function ChangeEmailForm({ site, email, fresh }: { site: string; email: string; fresh: boolean }) {
  const form = useServerForm(rules, changeEmailAction)
  return (
    <Form form={form} title="Email" site={site}>
      <UsernameForPasswordManagers email={email} />
      <Field name="new_email" label="New email" type="email" autoComplete="email" />
      <CurrentPasswordField fresh={fresh} />
      <SubmitButton>Send verification link</SubmitButton>
    </Form>
  )
}
