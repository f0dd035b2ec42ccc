'use client'
import { createContext, type ReactNode, use } from 'react'
import type { ServerForm } from './use-server-form'

const Current = createContext<ServerForm | undefined>(undefined)

export function useFormState(): ServerForm {
  const form = use(Current)
  if (!form) throw new Error('a field must be inside a <Form>')
  return form
}

type Props = {
  form: ServerForm
  title: string
  site: string
  /** What to do next, shown below the errors. */
  wayOn?: ReactNode
  children: ReactNode
}

/** A form with the document's title, which begins with "Error:" when something is wrong, and a summary of the errors. */
export function Form({ form, title, site, wayOn, children }: Props) {
  return (
    <Current value={form}>
      <title>{`${form.failed ? 'Error: ' : ''}${title} – ${site}`}</title>
      <div role="alert">
        {form.failed && !form.unanswered && (
          // biome-ignore lint/a11y/noAutofocus: without script the answer is a new page, and focus belongs on its errors
          <div className="summary" tabIndex={-1} ref={form.summary} autoFocus={Boolean(form.state.message)}>
            <Errors errors={form.errors}>{form.state.message ?? 'Please check what you entered.'}</Errors>
            {wayOn}
          </div>
        )}
      </div>
      <form action={form.action} onSubmit={form.onSubmit} onFocus={form.onFocus} noValidate>
        {children}
      </form>
    </Current>
  )
}

/** Several errors are listed. A single one is only linked, because its field already shows it. */
function Errors({ errors, children }: { errors: Record<string, string>; children: string }) {
  const [first, ...others] = Object.entries(errors)
  if (!first) return <p>{children}</p>
  if (others.length === 0) {
    return (
      <p>
        <a href={`#${first[0]}`}>{children}</a>
      </p>
    )
  }
  return (
    <>
      <p>{children}</p>
      <ul>
        {[first, ...others].map(([name, message]) => (
          <li key={name}>
            <a href={`#${name}`}>{message}</a>
          </li>
        ))}
      </ul>
    </>
  )
}
