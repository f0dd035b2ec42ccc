/** Shown only where script is switched off. A <noscript> would depend on how it was switched off. */
export function WithoutScript({ children }: { children: string }) {
  return <p className="unscripted">{children}</p>
}
