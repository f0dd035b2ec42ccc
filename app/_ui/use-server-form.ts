'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { type FormEvent, startTransition, useActionState, useEffect, useMemo, useRef } from 'react'
import { type FieldErrors, type FieldValues, type Path, type Resolver, useForm } from 'react-hook-form'
import type * as z from 'zod/mini'
import type { FormState } from '@/app/_http/form'

export type ServerAction = (state: FormState, form: FormData) => Promise<FormState>
export type ServerForm = ReturnType<typeof useServerForm>

/**
 * Joins a server action with the schema it will be checked by. Without script the browser posts to the action; with it
 * the fields are checked here first and then sent in a transition, so that nothing typed is lost.
 */
export function useServerForm(schema: z.ZodMiniObject, action: ServerAction, initial: Record<string, string> = {}) {
  const [state, submit, pending] = useActionState(action, { errors: {}, values: initial })
  const summary = useRef<HTMLDivElement>(null)
  const errors = useMemo(() => fromServer(state.errors), [state])
  const fields = useForm({ resolver: zodResolver(schema) as Resolver<FieldValues>, errors, shouldFocusError: false })

  useEffect(() => {
    if (state.code) summary.current?.focus()
  }, [state])

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    const form = new FormData(event.currentTarget)
    const send = () => startTransition(() => submit(form))
    fields.handleSubmit(send, () => requestAnimationFrame(() => summary.current?.focus()))(event)
  }

  const found = fields.formState.errors
  // In the order of the fields, as they are read.
  const shown = Object.keys(schema.shape).flatMap((name) => (found[name] ? [[name, String(found[name].message)]] : []))
  return {
    action: submit,
    onSubmit,
    pending,
    summary,
    state,
    failed: Boolean(state.code) || shown.length > 0,
    errors: Object.fromEntries(shown) as Record<string, string>,
    field: (name: string) => ({
      ...fields.register(name as Path<FieldValues>),
      defaultValue: state.values[name] ?? '',
    }),
  }
}

function fromServer(errors: FormState['errors']): FieldErrors {
  return Object.fromEntries(Object.entries(errors).map(([name, [message]]) => [name, { type: 'server', message }]))
}
