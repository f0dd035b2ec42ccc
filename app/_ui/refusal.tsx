import { readRefusalParam } from '@/app/_http/form/refusal-param'
import { type FailureCode, failures, refusalText } from '@/lib/result'

/** Why a form without fields was refused; it takes the focus on the new page. */
export function Refusal({ children }: { children?: string }) {
  return (
    <div role="alert">
      {children && (
        // biome-ignore lint/a11y/noAutofocus: the answer is a new page, and focus belongs on what went wrong
        <div className="summary" tabIndex={-1} autoFocus>
          <p>{children}</p>
        </div>
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
