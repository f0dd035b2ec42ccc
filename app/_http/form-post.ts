import type { FailureCode } from '@/lib/result'
import { BODY_LIMIT_BYTES } from './body'
import { isCrossSite } from './origin'
import { hasSecretInUrl } from './secret-in-url'

const ACTION_ID = /^[0-9a-f]{40,64}$/
/** The fields in which React sends an action's arguments. */
const ENCODED = /^(\$ACTION_\d+:)?\d+$/

/** Why a request to a page, other than GET and HEAD, goes no further; undefined for a form of ours. */
export async function refusalOfPost(request: Request): Promise<FailureCode | undefined> {
  const { method, headers, url } = request
  if (method !== 'POST') return 'method-not-allowed'
  if (hasSecretInUrl(new URL(url).searchParams)) return 'secret-in-url'
  // Next's own check answers another site's form with a 500, and lets a missing Origin pass.
  if (isCrossSite(headers, { needsOrigin: true })) return 'cross-site'
  const length = Number(headers.get('content-length') ?? Number.NaN)
  if (!(length <= BODY_LIMIT_BYTES)) return 'too-large'
  const type = headers.get('content-type') ?? ''
  if (type.startsWith('multipart/form-data')) return (await isActionForm(request)) ? undefined : 'malformed-form'
  return (await isBareAction(request)) ? undefined : 'not-json'
}

/** Looked at beforehand, since Next answers what it cannot decode with a 500. */
async function isActionForm(request: Request): Promise<boolean> {
  try {
    const fields = [...(await request.clone().formData())]
    for (const [name, value] of fields) if (ENCODED.test(name)) JSON.parse(String(value))
    const id = request.headers.get('next-action')
    return id === null ? fields.some(([name]) => name.startsWith('$ACTION_')) : ACTION_ID.test(id)
  } catch {
    return false
  }
}

/** An action that takes nothing, such as logging out, is sent by script as an empty list. */
async function isBareAction(request: Request): Promise<boolean> {
  if (!ACTION_ID.test(request.headers.get('next-action') ?? '')) return false
  return (await request.clone().text()) === '[]'
}
