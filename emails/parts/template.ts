import type { ReactElement } from 'react'
import { plainText } from '@/emails/parts/plain-text'
import { render } from '@/emails/parts/render'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

/** What one mail says and another does not, checked before it comes here; a part that is undefined is left out. */
type Said = Record<string, string | undefined>
/** What else makes a difference: few, and words of ours. */
type Variant = (string | number | boolean)[]
type Written = { subject: string; body: ReactElement }
/** Pieces of a letter, and between each two of them the name of what is said there. */
type Form = { subject: string; html: string[]; text: string[] }

const MARKED = /\ue000(\w+)\ue001/
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' }

/**
 * A letter that is rendered once and then filled in, since rendering costs more than all the rest of a mail. The template
 * is given marks in place of what is said: nothing of one person's mail can be kept in what the next one gets.
 */
export function template<S extends Said, V extends Variant = []>(write: (said: S, ...variant: V) => Written) {
  const forms = new Map<string, Form>()
  return async (said: S, ...variant: V): Promise<EmailContent> => {
    const { APP_NAME, APP_URL } = config()
    const names = Object.keys(said).filter((name) => said[name] !== undefined)
    const key = JSON.stringify([APP_NAME, APP_URL, names, variant])
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

/** Makes words plain in HTML, as text and within the quotes of an attribute, as React does. */
function escapeHtml(words: string): string {
  return words.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!)
}
