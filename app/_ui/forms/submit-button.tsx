'use client'
import { useFormState } from './form'

/** `grave`: what it does is hard to undo. */
export function SubmitButton({ grave, children }: { grave?: boolean; children: string }) {
  const { pending, unanswered, summary } = useFormState()
  return (
    <>
      <div role="alert">
        {unanswered && (
          <div className="summary" tabIndex={-1} ref={summary}>
            <p>{unanswered}</p>
          </div>
        )}
      </div>
      <button type="submit" className={grave ? 'main grave' : 'main'} disabled={pending}>
        {pending ? 'One moment…' : children}
      </button>
      <span role="status" className="unseen">
        {pending && 'Sending'}
      </span>
    </>
  )
}
