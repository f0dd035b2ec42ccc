import { PageTitle } from './page-title'

/**
 * Leads on by a request of its own, which may go to an app. After a form a redirect could not: browsers apply the policy
 * `form-action` to redirects as well.
 */
export function GoOn({ to }: { to: string }) {
  return (
    <section className="card">
      <PageTitle>One moment</PageTitle>
      <meta httpEquiv="refresh" content={`0;url=${to}`} />
      <h1>One moment…</h1>
      <p>If nothing happens, continue yourself.</p>
      <p className="choice">
        <a className="button main" href={to}>
          Continue
        </a>
      </p>
    </section>
  )
}
