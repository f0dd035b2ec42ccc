'use client'
import type { Confirmation } from '@/app/_http/cookies/session-cookie'
import { ConfirmationFields } from '@/app/_ui/fields/confirmation-fields'
import { NewPasswordField } from '@/app/_ui/fields/new-password-field'
import { UsernameForPasswordManagers } from '@/app/_ui/fields/username'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'
import { changePasswordAction } from './action'

const rules = () => import('@/lib/password-change/schema').then((schema) => schema.changePasswordInput)

type Props = { site: string; email: string; confirmation: Confirmation }

export function ChangePasswordForm({ site, email, confirmation }: Props) {
  const form = useServerForm(rules, changePasswordAction)
  return (
    <Form form={form} title="Password" site={site}>
      <UsernameForPasswordManagers email={email} />
      <ConfirmationFields {...confirmation} />
      <NewPasswordField name="new_password" label="New password" />
      <SubmitButton>Save new password</SubmitButton>
    </Form>
  )
}
