'use client'
import type { Confirmation } from '@/app/_http/cookies/session-cookie'
import type { FormState } from '@/app/_http/form/run-form'
import { ConfirmationFields } from '@/app/_ui/fields/confirmation-fields'
import { UsernameForPasswordManagers } from '@/app/_ui/fields/username'
import { hasOnlyPasskeys } from '@/lib/factors/only-passkeys'
import { Form } from './form'
import { SubmitButton } from './submit-button'
import { useServerForm } from './use-server-form'

const rules = () => import('@/lib/confirmation/schema').then((schema) => schema.confirmOwnerInput)

type Props = {
  site: string
  title: string
  /** Where the action leads on to. */
  next: string
  email: string
  confirmation: Confirmation
  action: (state: FormState, form: FormData) => Promise<FormState>
}

/** Asks even right after a login, because that is all the form is for. */
export function ConfirmOwnerForm({ site, title, next, email, confirmation, action }: Props) {
  const form = useServerForm(rules, action)
  const onlyPasskey = confirmation.twoStep && hasOnlyPasskeys(confirmation.methods)
  return (
    <Form form={form} title={title} site={site}>
      <input type="hidden" name="next" value={next} />
      <UsernameForPasswordManagers email={email} />
      <ConfirmationFields {...confirmation} fresh={false} onlyConfirms />
      {!onlyPasskey && <SubmitButton>Confirm it’s me</SubmitButton>}
    </Form>
  )
}
