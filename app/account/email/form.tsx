'use client'
import type { Confirmation } from '@/app/_http/cookies/session-cookie'
import { ConfirmationFields } from '@/app/_ui/fields/confirmation-fields'
import { Field } from '@/app/_ui/fields/field'
import { UsernameForPasswordManagers } from '@/app/_ui/fields/username'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'
import { changeEmailAction } from './action'

const rules = () => import('@/lib/email-change/schema').then((schema) => schema.changeEmailInput)

type Props = { site: string; email: string; confirmation: Confirmation }

export function ChangeEmailForm({ site, email, confirmation }: Props) {
  const form = useServerForm(rules, changeEmailAction)
  return (
    <Form form={form} title="Email" site={site}>
      <UsernameForPasswordManagers email={email} />
      <Field name="new_email" label="New email" type="email" autoComplete="email" />
      <ConfirmationFields {...confirmation} />
      <SubmitButton>Send verification link</SubmitButton>
    </Form>
  )
}
