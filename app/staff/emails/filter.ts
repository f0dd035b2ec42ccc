import { isId } from '@/lib/rules/is-id'
import { kinds, states } from './kinds'

/** `s`: whose emails, sealed, because the email or phone number of a person must not stand in a URL. */
type Filter = { s?: string; state?: string; kind?: string; after?: string }
type Params = Record<string, string | string[] | undefined>

const fits: Record<keyof Filter, (text: string) => boolean> = {
  s: (text) => /^[\w.-]+$/.test(text),
  state: (text) => Object.hasOwn(states, text),
  kind: (text) => Object.hasOwn(kinds, text),
  after: isId,
}

/** What a URL of the list asks for; undefined if that is nothing that the page offers. */
export function filterIn(params: Params): Filter | undefined {
  const filter: Filter = {}
  for (const name of Object.keys(fits) as (keyof Filter)[]) {
    const text = params[name]
    if (text === undefined) continue
    if (typeof text !== 'string' || !fits[name](text)) return undefined
    filter[name] = text
  }
  return filter
}

/** The URL of the list with these filters. */
export function emailsHref(filter: Filter): string {
  const params = new URLSearchParams(Object.entries(filter).filter(([, value]) => value))
  return `/staff/emails${params.size > 0 ? `?${params}` : ''}`
}
