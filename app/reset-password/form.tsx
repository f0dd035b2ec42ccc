'use client'
import { NewPasswordField } from '@/app/_ui/fields/new-password-field'
import { UsernameForPasswordManagers } from '@/app/_ui/fields/username'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'
import { resetPasswordAction } from './action'

const rules = () => import('@/lib/password-reset/schema').then((schema) => schema.newPasswordFields)

export function ResetPasswordForm({ site, link, email }: { site: string; link: string; email: string }) {
  const form = useServerForm(rules, resetPasswordAction)
  return (
    <Form form={form} title="Choose a new password" site={site}>
      <input type="hidden" name="link" value={link} />
      <UsernameForPasswordManagers email={email} />
      <NewPasswordField name="new_password" label="New password" />
      <SubmitButton>Save new password</SubmitButton>
    </Form>
  )
}
