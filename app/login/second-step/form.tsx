'use client'
import { CodeField } from '@/app/_ui/fields/code-field'
import { Field } from '@/app/_ui/fields/field'
import { Form } from '@/app/_ui/forms/form'
import { SubmitButton } from '@/app/_ui/forms/submit-button'
import { useServerForm } from '@/app/_ui/forms/use-server-form'
import { secondStepAction } from './action'
import { TrustBrowser } from './trust-browser'
import { UsePasskey } from './use-passkey'

const rules = {
  app: () => import('@/lib/two-step/schema').then((schema) => schema.secondStepFields['authenticator-app']),
  recovery: () => import('@/lib/two-step/schema').then((schema) => schema.secondStepFields['recovery-code']),
}

type Props = {
  site: string
  title: string
  next: string
  asks: 'authenticator-app' | 'passkey' | 'recovery-code'
  /** A passkey is one of the ways. */
  passkey: boolean
  /** For how many days this browser can be trusted; 0 if not at all. */
  days: number
}

export function SecondStepForm({ site, title, next, asks, passkey, days }: Props) {
  const recovery = asks === 'recovery-code'
  const form = useServerForm(recovery ? rules.recovery : rules.app, secondStepAction)
  return (
    <Form form={form} title={title} site={site}>
      <input type="hidden" name="next" value={next} />
      {recovery && <input type="hidden" name="with" value="recovery-code" />}
      {recovery && (
        <Field
          name="code"
          label="Recovery code"
          hint="Each code works once."
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      )}
      {asks === 'authenticator-app' && <CodeField />}
      {!recovery && days > 0 && <TrustBrowser days={days} />}
      {asks !== 'passkey' && <SubmitButton>Log in</SubmitButton>}
      {passkey && !recovery && <UsePasskey next={next} main={asks === 'passkey'} />}
    </Form>
  )
}
