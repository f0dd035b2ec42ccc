'use client'
import { useEffect, useRef, useState } from 'react'
import type { FormState } from '@/app/_http/form/run-form'
import type { FieldChecks, LoadSchema, Messages } from './field-checks'

/**
 * What is wrong with the fields of a form, as the server said or, since then, the browser found. Neither react-hook-form
 * nor the rules are part of the page: `begin` fetches them when somebody begins to fill in the form.
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

  /** Fetched again at the next occasion. */
  function forget(): undefined {
    checks.current = undefined
  }

  return {
    messages: found?.since === state ? found.messages : firstOf(state.errors),
    begin,
    /** Whether the fields may be sent; they may where the checks could not be fetched, since the server checks again. */
    pass: async (form: HTMLFormElement) => (await (await begin(form))?.pass()) ?? true,
  }
}

function firstOf(errors: FormState['errors']): Messages {
  return Object.fromEntries(Object.entries(errors).map(([name, [message]]) => [name, message ?? '']))
}
