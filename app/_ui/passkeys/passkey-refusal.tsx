/** Why the browser showed no prompt for a passkey. The region is always there, so that screen readers announce it. */
export function PasskeyRefusal({ children }: { children?: string }) {
  return <div role="alert">{children && <p className="error">{children}</p>}</div>
}
