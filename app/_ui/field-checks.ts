import { createFormControl, type FieldErrors, type FieldValues, type ResolverResult } from 'react-hook-form'
import type * as z from 'zod/mini'
import type { FieldErrors as Refused } from '@/lib/result'

export type LoadSchema = () => Promise<z.ZodMiniObject>
/** What is wrong, by the names of fields. */
export type Messages = Record<string, string>
export type FieldChecks = ReturnType<typeof checkFields>

/** Has react-hook-form look after the fields of a form that somebody has begun to use; what they hold already counts. */
export function checkFields(form: HTMLFormElement, loadSchema: LoadSchema, show: (messages: Messages) => void) {
  // What is sent is what is checked, however it came into the fields.
  const resolver = () => check(loadSchema, Object.fromEntries(new FormData(form)))
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
    // A field may have come with the server's answer.
    if (input.name) void (fields.get(input.name) ?? register(input)).onChange(event)
  }
  // Password managers may fill a field and tell of it by the latter alone.
  for (const type of ['input', 'change']) form.addEventListener(type, changed)
  control.subscribe({
    formState: { errors: true },
    callback: ({ errors = {} }) => show(messagesOf(errors, [...fields.keys()])),
  })

  return {
    /** Whether the fields may be sent; what is wrong is shown, and looked at again with every change. */
    async pass(): Promise<boolean> {
      let passed = false
      await control.handleSubmit(() => {
        passed = true
      })()
      return passed
    },
    /** Takes over what the server found, so that it goes when its field is changed. */
    adopt(refused: Refused): void {
      for (const [name, [message]] of Object.entries(refused)) control.setError(name, { type: 'server', message })
    },
  }
}

/** In the order of the fields, as they are read. */
function messagesOf(errors: FieldErrors, order: string[]): Messages {
  const names = new Set([...order, ...Object.keys(errors)])
  return Object.fromEntries([...names].flatMap((name) => (errors[name] ? [[name, String(errors[name].message)]] : [])))
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
