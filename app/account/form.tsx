'use client'
import { NameFields, PhoneNumberField } from '@/app/_ui/fields/person-fields'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'
import type { PhoneNumberMode } from '@/lib/rules/phone-number'
import { updateProfileAction } from './action'

const rules = (mode: PhoneNumberMode) => () =>
  import('@/lib/profile/schema').then(({ updateProfileInput }) => updateProfileInput[mode])

type Profile = { first_name: string; last_name: string; phone_number: string }
type Props = { site: string; phoneNumber: PhoneNumberMode; profile: Profile }

export function ProfileForm({ site, phoneNumber, profile }: Props) {
  const form = useServerForm(rules(phoneNumber), updateProfileAction, profile)
  return (
    <Form form={form} title="Profile" site={site}>
      <NameFields />
      <PhoneNumberField mode={phoneNumber} />
      <SubmitButton>Save</SubmitButton>
    </Form>
  )
}
