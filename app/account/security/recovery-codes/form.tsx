'use client'
import type { ReactNode } from 'react'
import type { Confirmation } from '@/app/_http/cookies/session-cookie'
import { ConfirmationFields } from '@/app/_ui/fields/confirmation-fields'
import { UsernameForPasswordManagers } from '@/app/_ui/fields/username'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'
import { NewCodes } from '../new-codes'
import { makeCodesAction } from './action'

const rules = () => import('@/lib/confirmation/schema').then((schema) => schema.confirmOwnerInput)

type Props = { site: string; email: string; confirmation: Confirmation; children: ReactNode }

/** `children` explain what the button does. They make way for the new codes. */
export function MakeCodesForm({ site, email, confirmation, children }: Props) {
  const form = useServerForm(rules, makeCodesAction)
  const { recoveryCodes } = form.state
  if (recoveryCodes)
    return (
      <NewCodes site={site} email={email} codes={recoveryCodes} said="Your previous recovery codes no longer work." />
    )
  return (
    <>
      {children}
      <Form form={form} title="Make new recovery codes" site={site}>
        <UsernameForPasswordManagers email={email} />
        <ConfirmationFields {...confirmation} />
        <SubmitButton>Make new codes</SubmitButton>
      </Form>
    </>
  )
}
