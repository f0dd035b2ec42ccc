import { secretFields } from '@/lib/rules/secret-fields'

const SECRETS = [...secretFields, 'email', 'new_email', 'access_token']

/** URLs end up in logs and histories; a client that puts secrets there must notice at once. */
export function hasSecretInUrl(params: URLSearchParams): boolean {
  return SECRETS.some((name) => params.has(name))
}
