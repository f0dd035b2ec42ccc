import type { FailureCode } from '@/lib/result'
import { BODY_LIMIT_BYTES } from './body'
import { isCrossSite } from './origin'
import { hasSecretInUrl } from './secret-in-url'

const ACTION_ID = /^[0-9a-f]{40,64}$/

/** Why a request to a page, other than GET and HEAD, goes no further; undefined for a form of ours. */
export async function refusalOfPost(request: Request): Promise<FailureCode | undefined> {
  const { method, headers, url } = request
  if (method !== 'POST') return 'method-not-allowed'
  if (hasSecretInUrl(new URL(url).searchParams)) return 'secret-in-url'
  const isForm = headers.get('content-type')?.startsWith('multipart/form-data')
  if (!isForm && !headers.has('next-action')) return 'not-json'
  // Next's own check answers another site's form with a 500, and lets a missing Origin pass.
  if (isCrossSite(headers, { needsOrigin: true })) return 'cross-site'
  const length = Number(headers.get('content-length') ?? Number.NaN)
  if (!(length <= BODY_LIMIT_BYTES)) return 'too-large'
  if (isForm) return (await isActionForm(request)) ? undefined : 'malformed-form'
  return (await isBareAction(request)) ? undefined : 'not-json'
}

/**
 * True for what React makes of a form of ours, with script or without: an action, its state and the fields. Looked at
 * beforehand, since Next answers what it cannot decode with a 500.
 */
async function isActionForm(request: Request): Promise<boolean> {
  try {
    const fields = await request.clone().formData()
    // No field of a page lacks a name, and React stumbles over one that does.
    if (fields.has('')) return false
    const id = request.headers.get('next-action')
    return id === null ? isSentByBrowser(fields) : ACTION_ID.test(id) && isArguments(fields.get('0'))
  } catch {
    return false
  }
}

/** Without script: the action by its id, or by reference to a part that holds its id, and one that holds its state. */
function isSentByBrowser(fields: FormData): boolean {
  const names = [...fields.keys()].filter((name) => name.startsWith('$ACTION_'))
  if (names.length === 1) return ACTION_ID.test(names[0]!.slice('$ACTION_ID_'.length))
  const reference = names.find((name) => name.startsWith('$ACTION_REF_'))?.slice('$ACTION_REF_'.length)
  const { id, bound, ...rest } = JSON.parse(String(fields.get(`$ACTION_${reference}:0`)))
  const isReference = ACTION_ID.test(id) && bound === '$@1' && Object.keys(rest).length === 0
  return isReference && isArguments(fields.get(`$ACTION_${reference}:1`))
}

/** An action's state and its form: a list in which no text is a reference of React's but those to the form itself. */
function isArguments(part: FormDataEntryValue | null): boolean {
  const texts: string[] = []
  const list = JSON.parse(String(part), (_, value) => {
    if (typeof value === 'string') texts.push(value)
    return value
  })
  return Array.isArray(list) && list.length <= 2 && texts.every((text) => /^(?!\$)|^\$(\$|K1$|undefined$)/.test(text))
}

/** An action that takes nothing, such as logging out, is sent by script as an empty list. */
async function isBareAction(request: Request): Promise<boolean> {
  if (!ACTION_ID.test(request.headers.get('next-action') ?? '')) return false
  const text = request.clone().text()
  return (await text.catch(() => '')) === '[]'
}
