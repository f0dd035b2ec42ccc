'use client'
import { useFormState } from '@/app/_ui/forms/form'

/** Unticked at first, because the browser may be one that others use, too. */
export function TrustBrowser({ days }: { days: number }) {
  const { values } = useFormState().state
  return (
    <label className="check">
      <input type="checkbox" name="trust_browser" defaultChecked={values.trust_browser !== undefined} />
      {days === 1 ? 'Don’t ask again in this browser for one day' : `Don’t ask again in this browser for ${days} days`}
    </label>
  )
}
