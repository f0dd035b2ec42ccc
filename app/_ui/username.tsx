/** Not shown: tells a password manager whose entry to fill in or change. */
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
