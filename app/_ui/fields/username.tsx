/** Hidden: tells a password manager which entry to fill in or update. */
export function UsernameForPasswordManagers({ email }: { email: string }) {
  return (
    <input
      className="unseen"
      type="text"
      autoComplete="username"
      defaultValue={email}
      readOnly
      tabIndex={-1}
      aria-hidden
    />
  )
}
