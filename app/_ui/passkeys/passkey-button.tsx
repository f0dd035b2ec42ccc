'use client'
import { useFormState } from '../forms/form'
import type { RequestOffer } from './passkey-ceremony'
import { PasskeyRefusal } from './passkey-refusal'
import { usePasskey } from './use-passkey'

type Props = {
  load: RequestOffer
  give: (credential: string) => void
  /** The form has nothing else to press. */
  main?: boolean
  children: string
}

/** Appears with script, and only if the browser knows passkeys. Its place is kept free, so that nothing moves when it does. */
export function PasskeyButton({ load, give, main, children }: Props) {
  const { pending, unanswered } = useFormState()
  const { ceremony, asking, refusal, begin } = usePasskey({
    load,
    ask: (ceremony, options) => ceremony.askForPasskey(options),
    give,
  })
  return (
    <div className="passkey">
      {typeof ceremony === 'object' && (
        <button type="button" className={main ? 'main' : undefined} disabled={asking || pending} onClick={begin}>
          {children}
        </button>
      )}
      {main && ceremony === 'unsupported' && <p>This browser doesn’t support passkeys. Use another one.</p>}
      <PasskeyRefusal>{refusal ?? (main ? unanswered : undefined)}</PasskeyRefusal>
    </div>
  )
}
