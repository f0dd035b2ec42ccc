'use client'
import type { Confirmation } from '@/app/_http/cookies/session-cookie'
import type { FormState } from '@/app/_http/form/run-form'
import { ConfirmationFields } from '@/app/_ui/fields/confirmation-fields'
import { UsernameForPasswordManagers } from '@/app/_ui/fields/username'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'

const rules = () => import('@/lib/confirmation/schema').then((schema) => schema.confirmOwnerInput)

type Props = {
  site: string
  title: string
  id: string
  email: string
  confirmation: Confirmation
  action: (state: FormState, form: FormData) => Promise<FormState>
  button: string
  /** The button removes it. */
  grave?: boolean
}

export function DecisionForm({ site, title, id, email, confirmation, action, button, grave }: Props) {
  const form = useServerForm(rules, action)
  return (
    <Form form={form} title={title} site={site}>
      <input type="hidden" name="id" value={id} />
      <UsernameForPasswordManagers email={email} />
      <ConfirmationFields {...confirmation} />
      <SubmitButton grave={grave}>{button}</SubmitButton>
    </Form>
  )
}
