'use client'
import { CurrentPasswordField } from '@/app/_ui/current-password-field'
import { Form } from '@/app/_ui/form'
import { NewPasswordField } from '@/app/_ui/new-password-field'
import { SubmitButton } from '@/app/_ui/submit-button'
import { useServerForm } from '@/app/_ui/use-server-form'
import { UsernameForPasswordManagers } from '@/app/_ui/username'
import { changePasswordAction } from './action'

const rules = () => import('@/lib/password-change/schema').then((schema) => schema.changePasswordInput)

export function ChangePasswordForm({ site, email, fresh }: { site: string; email: string; fresh: boolean }) {
  const form = useServerForm(rules, changePasswordAction)
  return (
    <Form form={form} title="Password" site={site}>
      <UsernameForPasswordManagers email={email} />
      <CurrentPasswordField fresh={fresh} />
      <NewPasswordField name="new_password" label="New password" />
      <SubmitButton>Save new password</SubmitButton>
    </Form>
  )
}
