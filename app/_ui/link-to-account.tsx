/** Leads on from a page that has done its work; someone who is not logged in will be asked to log in first. */
export function LinkToAccount() {
  return (
    <p className="choice">
      <a className="button main" href="/account">
        Go to my account
      </a>
    </p>
  )
}
