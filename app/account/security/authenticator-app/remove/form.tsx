'use client'
import type { Confirmation } from '@/app/_http/cookies/session-cookie'
import { ConfirmationFields } from '@/app/_ui/confirmation-fields'
import { Form } from '@/app/_ui/form'
import { SubmitButton } from '@/app/_ui/submit-button'
import { useServerForm } from '@/app/_ui/use-server-form'
import { UsernameForPasswordManagers } from '@/app/_ui/username'
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
