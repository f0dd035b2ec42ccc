'use client'
import { useEffect, useRef, useState } from 'react'
import type { FormState } from '@/app/_http/form/run-form'
import type { FieldChecks, LoadSchema, Messages } from './field-checks'

/**
 * The errors of a form's fields, from the server or, after that, from checks in the browser. The page loads neither
 * react-hook-form nor the rules: `begin` fetches them when somebody starts to fill in the form.
 */
export function useFieldChecks(loadSchema: LoadSchema, state: FormState) {
  const [found, setFound] = useState<{ since: FormState; messages: Messages }>()
  const checks = useRef<Promise<FieldChecks | undefined>>(undefined)
  const answer = useRef(state)
  useEffect(() => {
    answer.current = state
    void checks.current?.then((current) => current?.adopt(state.errors))
  }, [state])

  function begin(form: HTMLFormElement): Promise<FieldChecks | undefined> {
    void loadSchema().catch(() => {})
    checks.current ??= import('./field-checks').then(({ checkFields }) => {
      const fetched = checkFields(form, loadSchema, (messages) => setFound({ since: answer.current, messages }))
      fetched.adopt(answer.current.errors)
      return fetched
    }, forget)
    return checks.current
  }

  /** Lets the next attempt fetch the checks again. */
  function forget(): undefined {
    checks.current = undefined
  }

  return {
    messages: found?.since === state ? found.messages : firstOf(state.errors),
    begin,
    /** Whether the fields may be sent. They may when the checks cannot be fetched, because the server checks again. */
    pass: async (form: HTMLFormElement) => (await (await begin(form))?.pass()) ?? true,
  }
}

function firstOf(errors: FormState['errors']): Messages {
  return Object.fromEntries(Object.entries(errors).map(([name, [message]]) => [name, message ?? '']))
}
