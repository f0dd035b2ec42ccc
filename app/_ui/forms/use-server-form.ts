'use client'
import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from 'react'
import type { FormState } from '@/app/_http/form/run-form'
import type { LoadSchema } from './field-checks'
import { refusable } from './refusable'
import { useFieldChecks } from './use-field-checks'

export type ServerAction = (state: FormState, form: FormData) => Promise<FormState>
export type ServerForm = ReturnType<typeof useServerForm>

/**
 * Joins a server action with the schema that checks its input. Without script the browser posts the form to the action;
 * with script the fields are checked first and then sent in a transition, so that nothing typed is lost.
 */
export function useServerForm(loadSchema: LoadSchema, action: ServerAction, initial: Record<string, string> = {}) {
  const [shown, post] = useActionState(action, { errors: {}, values: initial })
  const [state, submit, pending] = useActionState(refusable(action, noAnswer), shown)
  const { messages, begin, pass } = useFieldChecks(loadSchema, state)
  const [checking, setChecking] = useState(false)
  const [stopped, setStopped] = useState(0)
  const summary = useRef<HTMLDivElement>(null)
  const busy = pending || checking
  const invalid = Object.keys(messages).length > 0
  useEffect(() => {
    if (state.message || state.unanswered || stopped > 0) summary.current?.focus()
  }, [state, stopped])

  async function send(form: HTMLFormElement) {
    const fields = new FormData(form)
    setChecking(true)
    // When the check itself fails, only the server checks. It alone knows the common passwords, and names one with the other errors.
    if ((await pass(form).catch(() => true)) || hasNewPassword(form)) startTransition(() => submit(fields))
    else setStopped((times) => times + 1)
    setChecking(false)
  }

  return {
    action: post,
    onSubmit: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault()
      if (!busy) void send(event.currentTarget)
    },
    /** Sends a passkey in place of the password or code, so what is typed is not checked. */
    sendCredential: (form: HTMLFormElement, credential: string) => {
      const fields = new FormData(form)
      for (const name of ['password', 'code']) fields.delete(name)
      fields.set('credential', credential)
      if (!busy) startTransition(() => submit(fields))
    },
    onFocus: (event: FormEvent<HTMLFormElement>) => void begin(event.currentTarget),
    pending: busy,
    summary,
    state,
    failed: Boolean(state.message || state.unanswered) || invalid,
    /** What the button says instead of the summary: the fields are fine, and pressing again is all there is to do. */
    unanswered: invalid ? undefined : state.unanswered,
    errors: messages,
    field: (name: string) => ({ name, defaultValue: state.values[name] ?? '' }),
  }
}

function hasNewPassword(form: HTMLFormElement): boolean {
  return Boolean(form.querySelector<HTMLInputElement>('[autocomplete="new-password"]')?.value)
}

function noAnswer(unanswered: string, { values }: FormState): FormState {
  return { unanswered, errors: {}, values }
}
