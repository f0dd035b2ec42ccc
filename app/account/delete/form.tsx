'use client'
import { Field } from '@/app/_ui/field'
import { Form } from '@/app/_ui/form'
import { PasswordField } from '@/app/_ui/password-field'
import { SubmitButton } from '@/app/_ui/submit-button'
import { useServerForm } from '@/app/_ui/use-server-form'
import { UsernameForPasswordManagers } from '@/app/_ui/username'
import { deleteAccountAction } from './action'

const rules = () => import('@/lib/account-deletion/schema').then((schema) => schema.confirmDeletionInput)

export function DeleteAccountForm({ site, email }: { site: string; email: string }) {
  const form = useServerForm(rules, deleteAccountAction)
  return (
    <Form form={form} title="Your data" site={site}>
      <UsernameForPasswordManagers email={email} />
      {/* Never filled in by the browser: typing it shows that you mean this account. */}
      <Field name="email" label="Your email" hint={`Type ${email} to confirm.`} type="email" autoComplete="off" />
      {/* Required even right after a login: an unlocked device alone must not delete an account. */}
      <PasswordField name="current_password" label="Current password" autoComplete="current-password" />
      <SubmitButton grave>Delete my account</SubmitButton>
    </Form>
  )
}
