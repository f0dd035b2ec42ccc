import { PageTitle } from '@/app/_ui/page-title'

/** Also for a browser that did not begin this login: nobody can make someone else answer their own. */
export function ExpiredLogin() {
  const title = 'This login has expired'
  return (
    <section className="card">
      <PageTitle>{title}</PageTitle>
      <h1>{title}</h1>
      <p>Go back to the app and log in again. If you started in another browser, continue there.</p>
      <p>If you see this again, allow cookies for this site.</p>
      <p className="aside">
        <a href="/">Go to the home page</a>
      </p>
    </section>
  )
}
