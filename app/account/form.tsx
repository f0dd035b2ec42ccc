'use client'
import { Form } from '@/app/_ui/form'
import { NameFields, PhoneNumberField } from '@/app/_ui/person-fields'
import { SubmitButton } from '@/app/_ui/submit-button'
import { useServerForm } from '@/app/_ui/use-server-form'
import { updateProfileAction } from './action'

const rules = () => import('@/lib/profile/schema').then((schema) => schema.updateProfileInput)

type Profile = { first_name: string; last_name: string; phone_number: string }

export function ProfileForm({ site, profile }: { site: string; profile: Profile }) {
  const form = useServerForm(rules, updateProfileAction, profile)
  return (
    <Form form={form} title="Profile" site={site}>
      <NameFields />
      <PhoneNumberField />
      <SubmitButton>Save</SubmitButton>
    </Form>
  )
}
