import type { AppLoginPath } from '@/app/_http/form/app-login-path'
import { readRefusalParam, refusalParam } from '@/app/_http/form/refusal-param'
import { PageTitle } from '@/app/_ui/page-title'

type Props = { path: AppLoginPath; asked: Record<string, unknown> }

/**
 * Opens the page again with a request of its own, which may redirect to an app. After a form it could not: browsers apply
 * the policy `form-action` to redirects as well.
 */
export function GoOn({ path, asked }: Props) {
  const to = path + outcomeIn(asked)
  return (
    <section className="card">
      <PageTitle>One moment</PageTitle>
      <meta httpEquiv="refresh" content={`0;url=${to}`} />
      <h1>One moment…</h1>
      <p>If nothing happens, press Continue.</p>
      <p className="choice">
        <a className="button main" href={to}>
          Continue
        </a>
      </p>
    </section>
  )
}

/** What the form did, for the page to say. Anyone may have written the URL, so only what our forms say is passed on. */
function outcomeIn({ sent, refused }: Props['asked']): string {
  const refusal = readRefusalParam(refused)
  if (refusal) return `?refused=${refusalParam(refusal)}`
  return sent === undefined ? '' : '?sent'
}
