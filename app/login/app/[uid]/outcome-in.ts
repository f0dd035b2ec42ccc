import { readRefusalParam, refusalParam } from '@/app/_http/form/refusal-param'

/** What the form did, for the page to say. Anyone may have written the URL, so only what our forms say is passed on. */
export function outcomeIn({ sent, refused }: Record<string, unknown>): string {
  const refusal = readRefusalParam(refused)
  if (refusal) return `?refused=${refusalParam(refusal)}`
  return sent === undefined ? '' : '?sent'
}
