import type { ReactElement } from 'react'
import { plainText } from '@/emails/parts/plain-text'
import { render } from '@/emails/parts/render'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

/** The values of one email, made safe before they get here; what is undefined is left out. */
type Said = Record<string, string | undefined>
/** What else changes the text: a few values that we choose ourselves. */
type Variant = (string | number | boolean)[]
type Written = { subject: string; body: ReactElement }
/** The pieces of an email, and between each two of them the name of the value that goes there. */
type Form = { subject: string; html: string[]; text: string[] }

const MARKED = /\ue000(\w+)\ue001/
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' }

/**
 * An email that is rendered once and then filled in, because rendering costs more than all the rest. The template gets
 * marks in place of the values, so nothing of one person's email can end up in another's.
 */
export function template<S extends Said, V extends Variant = []>(write: (said: S, ...variant: V) => Written) {
  const forms = new Map<string, Form>()
  return async (said: S, ...variant: V): Promise<EmailContent> => {
    const { APP_NAME, APP_URL, BRAND_DIR } = config()
    const names = Object.keys(said).filter((name) => said[name] !== undefined)
    const key = JSON.stringify([APP_NAME, APP_URL, BRAND_DIR, names, variant])
    const form = forms.get(key) ?? (await formOf(write(marks(names) as S, ...variant)))
    forms.set(key, form)
    return {
      subject: form.subject,
      html: fill(form.html, (name) => escapeHtml(said[name] ?? '')),
      text: fill(form.text, (name) => said[name] ?? ''),
    }
  }
}

function marks(names: string[]): Said {
  return Object.fromEntries(names.map((name) => [name, `\ue000${name}\ue001`]))
}

async function formOf({ subject, body }: Written): Promise<Form> {
  const html = await render(body)
  return { subject, html: html.split(MARKED), text: plainText(body).split(MARKED) }
}

function fill(pieces: string[], said: (name: string) => string): string {
  return pieces.map((piece, index) => (index % 2 === 0 ? piece : said(piece))).join('')
}

/** Escapes a value for HTML, as text and inside a quoted attribute, as React does. */
function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!)
}
