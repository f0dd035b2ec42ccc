'use client'
import type { Confirmation } from '@/app/_http/cookies/session-cookie'
import { ConfirmationFields } from '@/app/_ui/fields/confirmation-fields'
import { UsernameForPasswordManagers } from '@/app/_ui/fields/username'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'
import { removePasskeyAction } from './action'

const rules = () => import('@/lib/confirmation/schema').then((schema) => schema.confirmOwnerInput)

type Props = { site: string; title: string; id: string; email: string; confirmation: Confirmation }

export function RemovePasskeyForm({ site, title, id, email, confirmation }: Props) {
  const form = useServerForm(rules, removePasskeyAction)
  return (
    <Form form={form} title={title} site={site}>
      <input type="hidden" name="id" value={id} />
      <UsernameForPasswordManagers email={email} />
      <ConfirmationFields {...confirmation} />
      <SubmitButton grave>Remove passkey</SubmitButton>
    </Form>
  )
}
