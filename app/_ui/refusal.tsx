import { readRefusalParam } from '@/app/_http/form/refusal-param'
import { type FailureCode, failures, refusalText } from '@/lib/result'

/** Why a form without fields was refused; it begins where a keyboard does on a new page. */
export function Refusal({ children }: { children?: string }) {
  return (
    <div role="alert">
      {children && (
        // biome-ignore lint/a11y/noAutofocus: the answer is a new page, which begins at what went wrong
        <div className="summary" tabIndex={-1} autoFocus>
          <p>{children}</p>
        </div>
      )}
    </div>
  )
}

/** The words for the code that the URL names; `words` stand in for those of the failure table. */
export function refusalIn(param: unknown, words: Partial<Record<FailureCode, string>> = {}): string | undefined {
  const refused = readRefusalParam(param)
  if (!refused || !Object.hasOwn(failures, refused.code)) return undefined
  const code = refused.code as FailureCode
  return words[code] ?? refusalText({ ...refused, code })
}
