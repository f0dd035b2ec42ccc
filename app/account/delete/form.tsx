'use client'
import { CurrentPasswordField } from '@/app/_ui/current-password-field'
import { Form } from '@/app/_ui/form'
import { SubmitButton } from '@/app/_ui/submit-button'
import { useServerForm } from '@/app/_ui/use-server-form'
import { UsernameForPasswordManagers } from '@/app/_ui/username'
import { deleteAccountAction } from './action'

const rules = () => import('@/lib/account-deletion/schema').then((schema) => schema.deleteAccountInput)

export function DeleteAccountForm({ site, email, fresh }: { site: string; email: string; fresh: boolean }) {
  const form = useServerForm(rules, deleteAccountAction)
  return (
    <Form form={form} title="Your data" site={site}>
      <UsernameForPasswordManagers email={email} />
      <CurrentPasswordField fresh={fresh} />
      <SubmitButton grave>Delete my account</SubmitButton>
    </Form>
  )
}
