import { readRefusalParam } from '@/app/_http/form/refusal-param'
import { type FailureCode, failures, refusalText } from '@/lib/result'
import { RefusalSummary } from './refusal-summary'

/** Why a form without fields was refused; it takes the focus on the new page. */
export function Refusal({ children }: { children?: string }) {
  return (
    <div role="alert">
      {children && (
        // A key of its own for each answer, so that the same refusal takes the focus, and is announced, once more.
        <RefusalSummary key={crypto.randomUUID()}>
          <p>{children}</p>
        </RefusalSummary>
      )}
    </div>
  )
}

/** The text for the code in the URL; `words` overrides texts of the failure table. */
export function refusalIn(param: unknown, words: Partial<Record<FailureCode, string>> = {}): string | undefined {
  const refused = readRefusalParam(param)
  if (!refused || !Object.hasOwn(failures, refused.code)) return undefined
  const code = refused.code as FailureCode
  return words[code] ?? refusalText({ ...refused, code })
}
