'use client'
import type { ReactNode } from 'react'
import type { Confirmation } from '@/app/_http/cookies/session-cookie'
import { ConfirmationFields } from '@/app/_ui/fields/confirmation-fields'
import { UsernameForPasswordManagers } from '@/app/_ui/fields/username'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'
import { NewCodes } from '../new-codes'
import { switchOnAction } from './action'

const rules = () => import('@/lib/confirmation/schema').then((schema) => schema.confirmOwnerInput)

type Props = { site: string; email: string; confirmation: Confirmation; isOn?: ReactNode; children: ReactNode }

/**
 * `children` explain what the button does, and make way for the recovery codes. `isOn` is shown instead once there is nothing to
 * turn on: the page is rendered again together with the answer, and the answer must keep its place.
 */
export function TurnOnForm({ site, email, confirmation, isOn, children }: Props) {
  const form = useServerForm(rules, switchOnAction)
  const { recoveryCodes } = form.state
  if (recoveryCodes)
    return (
      <NewCodes
        site={site}
        email={email}
        codes={recoveryCodes}
        said="Two-step login is on, and every other device was logged out."
      />
    )
  if (isOn) return isOn
  return (
    <>
      {children}
      <Form form={form} title="Turn on two-step login" site={site}>
        <UsernameForPasswordManagers email={email} />
        <ConfirmationFields {...confirmation} />
        <SubmitButton>Turn on two-step login</SubmitButton>
      </Form>
    </>
  )
}
