/** The way on from a page that has done its work; whoever is not logged in does so first. */
export function LinkToAccount() {
  return (
    <p className="choice">
      <a className="button main" href="/account">
        To my account
      </a>
    </p>
  )
}
