import { decodeJwt } from 'jose'
import type { Provider } from 'oidc-provider'
import { epoch } from './lifetimes'

export type Interaction = InstanceType<Provider['Interaction']>

type Claims = { id_token?: { sub?: { value?: unknown } | null } }

/** Whether the app wants the password to be entered again (OpenID Connect Core §3.1.2.1, `prompt` and `max_age`). */
export function asksForPassword({ prompt, params }: Interaction, confirmedAt: Date, startedAt: Date): boolean {
  if (prompt.reasons.includes('login_prompt') && confirmedAt <= startedAt) return true
  const isStale = epoch(new Date()) - epoch(confirmedAt) > Number(params.max_age)
  // Entered after the request began is as good as it gets, however small the age that the app allows.
  return prompt.reasons.includes('max_age') && isStale && confirmedAt <= startedAt
}

/** The ID of the account that the app expects; the library has checked the signature of its token. */
export function expectedUser({ prompt, params }: Interaction): string | undefined {
  if (prompt.reasons.includes('id_token_hint')) return decodeJwt(String(params.id_token_hint)).sub
  if (!prompt.reasons.includes('claims_id_token_sub_value')) return undefined
  const value = (JSON.parse(String(params.claims)) as Claims).id_token?.sub?.value
  return typeof value === 'string' ? value : ''
}

/** The app insists on a level of login that no login here has. */
export function isUnmet({ prompt }: Interaction): boolean {
  return prompt.reasons.includes('essential_acr') || prompt.reasons.includes('essential_acrs')
}

export function scopesOf({ params }: Interaction): string[] {
  return typeof params.scope === 'string' ? params.scope.split(' ') : []
}
