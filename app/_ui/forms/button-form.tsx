'use client'
import { type FormEvent, type FormHTMLAttributes, startTransition, useActionState, useEffect, useRef } from 'react'
import { refusable } from './refusable'

type Refused = { reason?: string }
type Props = Omit<FormHTMLAttributes<HTMLFormElement>, 'action'> & { action: (form: FormData) => Promise<void> }

/** A form with only a button. Its page shows the outcome; the form itself says so only when the action was refused before it began. */
export function ButtonForm({ action, children, ...form }: Props) {
  const act = async (_: Refused, fields: FormData): Promise<Refused> => {
    await action(fields)
    return {}
  }
  const [refused, submit, pending] = useActionState<Refused, FormData>(
    refusable(act, (reason) => ({ reason })),
    {},
  )
  const summary = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (refused.reason) summary.current?.focus()
  }, [refused])

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    if (!pending) startTransition(() => submit(fields))
  }

  return (
    <form {...form} action={action} onSubmit={send}>
      <div role="alert">
        {refused.reason && (
          <div className="summary" tabIndex={-1} ref={summary}>
            <p>{refused.reason}</p>
          </div>
        )}
      </div>
      {children}
    </form>
  )
}
