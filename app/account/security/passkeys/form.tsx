'use client'
import { type FormEvent, useRef } from 'react'
import { Field } from '@/app/_ui/fields/field'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'
import { PasskeyRefusal } from '@/app/_ui/passkeys/passkey-refusal'
import { usePasskey } from '@/app/_ui/passkeys/use-passkey'
import { WithoutScript } from '@/app/_ui/without-script'
import { addPasskeyAction, passkeyOptionsAction } from './action'

const rules = () => import('@/lib/passkeys/schema').then((schema) => schema.addPasskeyInput)

type Props = { site: string; title: string; name: string }

/** The browser makes the passkey before the form is sent, so there is nothing to send without script. */
export function AddPasskeyForm({ site, title, name }: Props) {
  const form = useServerForm(rules, addPasskeyAction, { name })
  const place = useRef<HTMLDivElement>(null)
  const { ceremony, asking, refusal, begin } = usePasskey({
    load: passkeyOptionsAction,
    ask: (ceremony, options) => ceremony.createPasskey(options),
    give: (credential) => form.sendCredential(place.current!.closest('form')!, credential),
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!form.pending) void begin()
  }
  if (ceremony === 'unsupported') return <p>This browser doesn’t support passkeys. Use another one.</p>
  return (
    <Form form={{ ...form, onSubmit, pending: form.pending || asking }} title={title} site={site}>
      <div className="scripted" ref={place}>
        <Field
          name="name"
          label="Name"
          hint="So that you recognize it in the list."
          autoComplete="off"
          maxLength={100}
        />
        <SubmitButton>Add a passkey</SubmitButton>
        <PasskeyRefusal>{refusal}</PasskeyRefusal>
      </div>
      <WithoutScript>Passkeys need JavaScript. Turn it on to add one.</WithoutScript>
    </Form>
  )
}
