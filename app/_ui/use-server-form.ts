'use client'
import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from 'react'
import type { FormState } from '@/app/_http/form'
import type { FieldChecks, LoadSchema, Messages } from './field-checks'

export type ServerAction = (state: FormState, form: FormData) => Promise<FormState>
export type ServerForm = ReturnType<typeof useServerForm>

/**
 * Joins a server action with the schema it will be checked by. Without script the browser posts to the action; with it
 * the fields are checked here first and then sent in a transition, so that nothing typed is lost.
 */
export function useServerForm(loadSchema: LoadSchema, action: ServerAction, initial: Record<string, string> = {}) {
  const [state, submit, pending] = useActionState(action, { errors: {}, values: initial })
  const [found, setFound] = useState<{ since: FormState; messages: Messages }>()
  const [checking, setChecking] = useState(false)
  const [stopped, setStopped] = useState(0)
  const checks = useRef<Promise<FieldChecks | undefined>>(undefined)
  const answer = useRef(state)
  const summary = useRef<HTMLDivElement>(null)
  const busy = pending || checking

  useEffect(() => {
    answer.current = state
    void checks.current?.then((current) => current?.adopt(state.errors))
  }, [state])
  useEffect(() => {
    if (state.code || stopped > 0) summary.current?.focus()
  }, [state, stopped])

  /** Neither react-hook-form nor the rules are part of the page: they are fetched when somebody begins to fill in the form. */
  function fetchChecks(form: HTMLFormElement): Promise<FieldChecks | undefined> {
    void loadSchema().catch(() => {})
    checks.current ??= import('./field-checks').then(({ checkFields }) => {
      const fetched = checkFields(form, loadSchema, (messages) => setFound({ since: answer.current, messages }))
      fetched.adopt(answer.current.errors)
      return fetched
    }, forgetChecks)
    return checks.current
  }

  function forgetChecks(): undefined {
    checks.current = undefined
  }

  async function send(form: HTMLFormElement) {
    const fields = new FormData(form)
    setChecking(true)
    const current = await fetchChecks(form)
    // Where they could not be fetched the server, which checks again, is the only one to do so.
    if (!current || (await current.pass())) startTransition(() => submit(fields))
    else setStopped((times) => times + 1)
    setChecking(false)
  }

  const messages = found?.since === state ? found.messages : firstOf(state.errors)
  return {
    action: submit,
    onSubmit: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault()
      if (!busy) void send(event.currentTarget)
    },
    onFocus: (event: FormEvent<HTMLFormElement>) => void fetchChecks(event.currentTarget),
    pending: busy,
    summary,
    state,
    failed: Boolean(state.code) || Object.keys(messages).length > 0,
    errors: messages,
    field: (name: string) => ({ name, defaultValue: state.values[name] ?? '' }),
  }
}

function firstOf(errors: FormState['errors']): Messages {
  return Object.fromEntries(Object.entries(errors).map(([name, [message]]) => [name, message ?? '']))
}
