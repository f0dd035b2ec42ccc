'use client'
import type { ReactNode } from 'react'
import type { Confirmation } from '@/app/_http/cookies/session-cookie'
import { CodeField } from '@/app/_ui/fields/code-field'
import { ConfirmationFields } from '@/app/_ui/fields/confirmation-fields'
import { UsernameForPasswordManagers } from '@/app/_ui/fields/username'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'
import { NewCodes } from '../new-codes'
import { beginSetUpAction, finishSetUpAction } from './action'

const beginRules = () => import('@/lib/confirmation/schema').then((schema) => schema.confirmOwnerInput)
const finishRules = () => import('@/lib/authenticator-app/schema').then((schema) => schema.finishAuthenticatorAppInput)

type Props = { site: string; title: string; email: string }

export function BeginSetUpForm({ site, title, email, confirmation }: Props & { confirmation: Confirmation }) {
  const form = useServerForm(beginRules, beginSetUpAction)
  return (
    <Form form={form} title={title} site={site}>
      <UsernameForPasswordManagers email={email} />
      <ConfirmationFields {...confirmation} />
      <SubmitButton>Show QR code</SubmitButton>
    </Form>
  )
}

type SetUpProps = Props & {
  /** What to do before there is a setup. */
  begin: ReactNode
  /** The QR code and the key, while there is a setup. */
  scan?: ReactNode
  button: string
}

/**
 * Rendered in one place whether or not there is a setup: without script, React gives an answer only to a form in the place
 * from which it was sent, and the setup has ended when the answer contains the recovery codes.
 */
export function SetUpForm({ site, title, email, begin, scan, button }: SetUpProps) {
  const form = useServerForm(finishRules, finishSetUpAction)
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
  if (!scan) return begin
  return (
    <>
      {scan}
      <Form form={form} title={title} site={site}>
        <CodeField label="Code from the app" hint="The 6 digits that the app shows now." />
        <SubmitButton>{button}</SubmitButton>
      </Form>
    </>
  )
}
