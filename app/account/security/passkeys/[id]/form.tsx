'use client'
import { Field } from '@/app/_ui/fields/field'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'
import { renamePasskeyAction } from './action'

const rules = () => import('@/lib/passkeys/schema').then((schema) => schema.renamePasskeyInput)

type Props = { site: string; id: string; name: string }

export function RenamePasskeyForm({ site, id, name }: Props) {
  const form = useServerForm(rules, renamePasskeyAction, { name })
  return (
    <Form form={form} title="Rename passkey" site={site}>
      <input type="hidden" name="id" value={id} />
      <Field name="name" label="Name" autoComplete="off" />
      <SubmitButton>Save name</SubmitButton>
    </Form>
  )
}
