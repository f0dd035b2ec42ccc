'use client'
import type { FormState } from '@/app/_http/form/run-form'
import { ConfirmationFields } from './confirmation-fields'
import { Form } from './form'
import { SubmitButton } from './submit-button'
import { useServerForm } from './use-server-form'
import { UsernameForPasswordManagers } from './username'

const rules = () => import('@/lib/confirmation/schema').then((schema) => schema.confirmOwnerInput)

type Props = {
  site: string
  title: string
  /** Where the action leads on to. */
  next: string
  email: string
  twoStep: boolean
  action: (state: FormState, form: FormData) => Promise<FormState>
}

/** Asks even right after a login, because that is all the form is for. */
export function ConfirmOwnerForm({ site, title, next, email, twoStep, action }: Props) {
  const form = useServerForm(rules, action)
  return (
    <Form form={form} title={title} site={site}>
      <input type="hidden" name="next" value={next} />
      <UsernameForPasswordManagers email={email} />
      <ConfirmationFields fresh={false} twoStep={twoStep} />
      <SubmitButton>Confirm it’s me</SubmitButton>
    </Form>
  )
}
