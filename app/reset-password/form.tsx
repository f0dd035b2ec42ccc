'use client'
import { Form } from '@/app/_ui/form'
import { NewPasswordField } from '@/app/_ui/new-password-field'
import { SubmitButton } from '@/app/_ui/submit-button'
import { useServerForm } from '@/app/_ui/use-server-form'
import { UsernameForPasswordManagers } from '@/app/_ui/username'
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
