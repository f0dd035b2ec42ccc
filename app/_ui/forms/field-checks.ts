import { createFormControl, type FieldErrors, type FieldValues, type ResolverResult } from 'react-hook-form'
import type * as z from 'zod/mini'
import { fieldsOf } from '@/app/_http/form/fields-of'
import type { FieldErrors as Refused } from '@/lib/result'

export type LoadSchema = () => Promise<z.ZodMiniObject>
/** Error messages by field name. */
export type Messages = Record<string, string>
export type FieldChecks = ReturnType<typeof checkFields>

/** Hands the fields of a form to react-hook-form once somebody starts to use it; what is already typed counts. */
export function checkFields(form: HTMLFormElement, loadSchema: LoadSchema, show: (messages: Messages) => void) {
  // Reads the form itself, so that exactly what will be sent is checked, however it got into the fields.
  const resolver = () => check(loadSchema, fieldsOf(new FormData(form)))
  const control = createFormControl({ resolver, shouldFocusError: false })
  const fields = new Map<string, ReturnType<typeof control.register>>()
  const register = (input: HTMLInputElement) => {
    const field = control.register(input.name)
    field.ref(input)
    fields.set(input.name, field)
    return field
  }
  for (const input of form.querySelectorAll<HTMLInputElement>('input[name]:not([type=hidden])')) register(input)
  const changed = (event: Event) => {
    const input = event.target as HTMLInputElement
    // The server's answer may have added a field.
    if (input.name) void (fields.get(input.name) ?? register(input)).onChange(event)
  }
  // Some password managers fire only a change event when they fill in a field.
  for (const type of ['input', 'change']) form.addEventListener(type, changed)
  control.subscribe({
    formState: { errors: true },
    callback: ({ errors = {} }) => show(messagesOf(errors, [...fields.keys()])),
  })

  return {
    /** Whether the fields may be sent. Errors are shown and checked again with every change. */
    async pass(): Promise<boolean> {
      let passed = false
      await control.handleSubmit(() => {
        passed = true
      })()
      return passed
    },
    /** Takes over the server's errors, so that each disappears when its field is changed. */
    adopt(refused: Refused): void {
      for (const [name, [message]] of Object.entries(refused)) control.setError(name, { type: 'server', message })
    },
  }
}

/** In the order of the fields on the page. */
function messagesOf(errors: FieldErrors, order: string[]): Messages {
  const names = new Set([...order, ...Object.keys(errors)])
  return Object.fromEntries([...names].flatMap((name) => (errors[name] ? [[name, String(errors[name].message)]] : [])))
}

/** The schema's errors; none when the schema cannot be fetched, because the server checks again. */
async function check(loadSchema: LoadSchema, values: FieldValues): Promise<ResolverResult> {
  const parsed = await loadSchema().then(
    (schema) => schema.safeParse(values),
    () => undefined,
  )
  const issues = parsed?.error?.issues ?? []
  const errors = issues.map(({ path: [name], message }) => [String(name), { type: 'rule', message }])
  // Reversed, so that the first of several errors of a field wins.
  return issues.length > 0 ? { values: {}, errors: Object.fromEntries(errors.reverse()) } : { values, errors: {} }
}
