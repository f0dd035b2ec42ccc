/** Where a browser goes after a logout that an app began. */
export type LogoutTarget = { clientId?: string; uri?: string; state?: string }

/** The registered address of the app, if it named one, and otherwise our login page. */
export function urlAfterLogout({ uri, state }: LogoutTarget): string {
  if (!uri) return '/login?notice=logged-out'
  const url = new URL(uri)
  if (state !== undefined) url.searchParams.set('state', state)
  return url.href
}

/** The query of our page that asks first. */
export function asQuery({ clientId, uri, state }: LogoutTarget): string {
  const query = { client_id: clientId, post_logout_redirect_uri: uri, state }
  return new URLSearchParams(
    Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined),
  ).toString()
}
