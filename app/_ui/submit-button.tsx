'use client'
import { useFormState } from './form'

export function SubmitButton({ children }: { children: string }) {
  const { pending } = useFormState()
  return (
    <>
      <button type="submit" className="main" disabled={pending}>
        {pending ? 'One moment…' : children}
      </button>
      <span role="status" className="unseen">
        {pending && 'Sending'}
      </span>
    </>
  )
}
