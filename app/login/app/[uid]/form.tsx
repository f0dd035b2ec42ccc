'use client'
import { Form } from '@/app/_ui/form'
import { PasswordField } from '@/app/_ui/password-field'
import { SubmitButton } from '@/app/_ui/submit-button'
import { useServerForm } from '@/app/_ui/use-server-form'
import { UsernameForPasswordManagers } from '@/app/_ui/username'
import { confirmOwnerAction } from './action'

const rules = () => import('@/lib/confirmation/schema').then((schema) => schema.confirmOwnerInput)

type Props = { site: string; title: string; next: string; email: string }

export function ConfirmOwnerForm({ site, title, next, email }: Props) {
  const form = useServerForm(rules, confirmOwnerAction)
  return (
    <Form form={form} title={title} site={site}>
      <input type="hidden" name="next" value={next} />
      <UsernameForPasswordManagers email={email} />
      <PasswordField name="current_password" label="Current password" autoComplete="current-password" />
      <SubmitButton>Confirm it’s me</SubmitButton>
    </Form>
  )
}
