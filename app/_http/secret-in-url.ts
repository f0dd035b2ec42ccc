const SECRETS = ['email', 'password', 'current_password', 'new_password', 'new_email', 'token', 'access_token']

/** URLs end up in logs and histories; a client that puts secrets there must notice at once. */
export function hasSecretInUrl(params: URLSearchParams): boolean {
  return SECRETS.some((name) => params.has(name))
}
