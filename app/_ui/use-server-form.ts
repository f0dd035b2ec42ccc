'use client'
import { type FormEvent, startTransition, useActionState, useEffect, useMemo, useRef } from 'react'
import { type FieldErrors, type FieldValues, type Path, type ResolverResult, useForm } from 'react-hook-form'
import type * as z from 'zod/mini'
import type { FormState } from '@/app/_http/form'

export type ServerAction = (state: FormState, form: FormData) => Promise<FormState>
type LoadSchema = () => Promise<z.ZodMiniObject>
export type ServerForm = ReturnType<typeof useServerForm>

/**
 * Joins a server action with the schema it will be checked by. Without script the browser posts to the action; with it
 * the fields are checked here first and then sent in a transition, so that nothing typed is lost.
 */
export function useServerForm(loadSchema: LoadSchema, action: ServerAction, initial: Record<string, string> = {}) {
  const [state, submit, pending] = useActionState(action, { errors: {}, values: initial })
  const summary = useRef<HTMLDivElement>(null)
  const errors = useMemo(() => fromServer(state.errors), [state])
  const fields = useForm({ resolver: (values) => check(loadSchema, values), errors, shouldFocusError: false })

  const { errors: found, submitCount, isSubmitting, isSubmitSuccessful } = fields.formState
  const busy = pending || isSubmitting
  useEffect(() => {
    // What was sent is judged by the answer, which comes as another state.
    if (state.code || (submitCount > 0 && !isSubmitSuccessful)) summary.current?.focus()
  }, [state, submitCount, isSubmitSuccessful])

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    if (busy) return event.preventDefault()
    const form = new FormData(event.currentTarget)
    const send = () => startTransition(() => submit(form))
    fields.handleSubmit(send)(event)
  }

  // In the order of the fields, as they are read.
  const names = new Set([...Object.keys(fields.getValues()), ...Object.keys(found)])
  const shown = [...names].flatMap((name) => (found[name] ? [[name, String(found[name].message)]] : []))
  return {
    action: submit,
    onSubmit,
    /** The rules are not part of the page: they are fetched when somebody begins to fill in the form. */
    onFocus: () => void loadSchema().catch(() => {}),
    pending: busy,
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

/** What the schema finds wrong in the fields; nothing where it cannot be fetched, since the server checks again. */
async function check(loadSchema: LoadSchema, values: FieldValues): Promise<ResolverResult> {
  const parsed = await loadSchema().then(
    (schema) => schema.safeParse(values),
    () => undefined,
  )
  const issues = parsed?.error?.issues ?? []
  const errors = issues.map(({ path: [name], message }) => [String(name), { type: 'rule', message }])
  // Of several the first of a field counts.
  return issues.length > 0 ? { values: {}, errors: Object.fromEntries(errors.reverse()) } : { values, errors: {} }
}
