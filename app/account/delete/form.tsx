'use client'
import type { Confirmation } from '@/app/_http/cookies/session-cookie'
import { ConfirmationFields } from '@/app/_ui/fields/confirmation-fields'
import { Field } from '@/app/_ui/fields/field'
import { UsernameForPasswordManagers } from '@/app/_ui/fields/username'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'
import { deleteAccountAction } from './action'

const rules = () => import('@/lib/account-deletion/schema').then((schema) => schema.confirmDeletionInput)

type Props = { site: string; email: string; confirmation: Confirmation }

export function DeleteAccountForm({ site, email, confirmation }: Props) {
  const form = useServerForm(rules, deleteAccountAction)
  return (
    <Form form={form} title="Your data" site={site}>
      <UsernameForPasswordManagers email={email} />
      {/* Never filled in by the browser: typing it shows that you mean this account. */}
      <Field name="email" label="Your email" hint={`Type ${email} to confirm.`} type="email" autoComplete="off" />
      {/* Required even right after a login: an unlocked device alone must not delete an account. */}
      <ConfirmationFields {...confirmation} always />
      <SubmitButton grave>Delete my account</SubmitButton>
    </Form>
  )
}
