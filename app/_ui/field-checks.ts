import { createFormControl, type FieldErrors, type FieldValues, type ResolverResult } from 'react-hook-form'
import type * as z from 'zod/mini'
import type { FieldErrors as Refused } from '@/lib/result'

export type LoadSchema = () => Promise<z.ZodMiniObject>
/** What is wrong, by the names of fields. */
export type Messages = Record<string, string>
export type FieldChecks = ReturnType<typeof checkFields>

/** Has react-hook-form look after the fields of a form that somebody has begun to use; what they hold already counts. */
export function checkFields(form: HTMLFormElement, loadSchema: LoadSchema, show: (messages: Messages) => void) {
  const control = createFormControl({ resolver: (values) => check(loadSchema, values), shouldFocusError: false })
  const inputs = [...form.querySelectorAll<HTMLInputElement>('input[name]:not([type=hidden])')]
  const fields = new Map(inputs.map((input) => [input.name, control.register(input.name)]))
  for (const input of inputs) fields.get(input.name)?.ref(input)
  form.addEventListener('input', (event) => {
    void fields.get((event.target as HTMLInputElement).name)?.onChange(event)
  })
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
