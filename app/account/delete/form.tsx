'use client'
import { ConfirmationFields } from '@/app/_ui/confirmation-fields'
import { Field } from '@/app/_ui/field'
import { Form } from '@/app/_ui/form'
import { SubmitButton } from '@/app/_ui/submit-button'
import { useServerForm } from '@/app/_ui/use-server-form'
import { UsernameForPasswordManagers } from '@/app/_ui/username'
import { deleteAccountAction } from './action'

const rules = () => import('@/lib/account-deletion/schema').then((schema) => schema.confirmDeletionInput)

// A login with a recovery code is not enough here, because this form always asks.
const LOST_PHONE = 'Lost your phone? Log out, log in with a recovery code, then set up a new app.'

type Props = { site: string; email: string; twoStep: boolean }

export function DeleteAccountForm({ site, email, twoStep }: Props) {
  const form = useServerForm(rules, deleteAccountAction)
  return (
    <Form form={form} title="Your data" site={site}>
      <UsernameForPasswordManagers email={email} />
      {/* Never filled in by the browser: typing it shows that you mean this account. */}
      <Field name="email" label="Your email" hint={`Type ${email} to confirm.`} type="email" autoComplete="off" />
      {/* Required even right after a login: an unlocked device alone must not delete an account. */}
      <ConfirmationFields fresh={false} twoStep={twoStep} lostPhone={LOST_PHONE} />
      <SubmitButton grave>Delete my account</SubmitButton>
    </Form>
  )
}
