import type * as z from 'zod/mini'
import type { ClientKind } from '@/db/provider/tables'
import { fail, ok, type Result } from '@/lib/result'
import type { addClientInput } from '../schema'
import { originFault } from './origin-fault'
import { recipes } from './recipes'

type Asked = Omit<z.output<typeof addClientInput>, 'id'>
type Registered = Omit<Asked, 'for' | 'url'> & { kind: ClientKind; redirect_uris: string[] }

/** What is registered of an app: what its recipe needs and what the operator asked for, who may add URLs and change the rest. */
export function registrationOf({ for: name, url, ...asked }: Asked): Result<Registered> {
  const { kind, redirect_uris = [], post_logout_uris = [], backchannel_uri, pkce } = asked
  if (!name) return withoutRecipe(asked)
  const recipe = recipes[name]
  const fault = originFault(url ?? '')
  if (fault) return fail('invalid-input', { url: [fault] })
  if (kind && kind !== recipe.kind)
    return fail('invalid-input', { kind: [`is ${recipe.kind} for ${recipe.app}, and need not be said`] })
  const needed = recipe.register(new URL(url!).origin)
  return ok({
    ...asked,
    kind: recipe.kind,
    redirect_uris: [...needed.redirect_uris, ...redirect_uris],
    post_logout_uris: [...(needed.post_logout_uris ?? []), ...post_logout_uris],
    backchannel_uri: backchannel_uri ?? needed.backchannel_uri,
    pkce: pkce ?? needed.pkce,
  })
}

function withoutRecipe({ kind = 'web', redirect_uris, ...asked }: Asked): Result<Registered> {
  if (!redirect_uris) return fail('invalid-input', { redirect_uris: ['must be at least one URL'] })
  return ok({ ...asked, kind, redirect_uris })
}
