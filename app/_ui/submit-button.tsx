'use client'
import { useFormState } from './form'

/** `grave`: what it does is hard to undo. */
export function SubmitButton({ grave, children }: { grave?: boolean; children: string }) {
  const { pending } = useFormState()
  return (
    <>
      <button type="submit" className={grave ? 'main grave' : 'main'} disabled={pending}>
        {pending ? 'One moment…' : children}
      </button>
      <span role="status" className="unseen">
        {pending && 'Sending'}
      </span>
    </>
  )
}
