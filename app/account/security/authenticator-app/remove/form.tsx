'use client'
import type { Confirmation } from '@/app/_http/cookies/session-cookie'
import { ConfirmationFields } from '@/app/_ui/fields/confirmation-fields'
import { UsernameForPasswordManagers } from '@/app/_ui/fields/username'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'
import { removeAppAction } from './action'

const rules = () => import('@/lib/confirmation/schema').then((schema) => schema.confirmOwnerInput)

type Props = { site: string; email: string; confirmation: Confirmation }

export function RemoveAppForm({ site, email, confirmation }: Props) {
  const form = useServerForm(rules, removeAppAction)
  return (
    <Form form={form} title="Remove your authenticator app" site={site}>
      <UsernameForPasswordManagers email={email} />
      <ConfirmationFields {...confirmation} />
      <SubmitButton grave>Remove the app</SubmitButton>
    </Form>
  )
}
