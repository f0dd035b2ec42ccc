import type { ReactElement } from 'react'
import { render, toPlainText } from 'react-email'
import type { Content } from '@/emails/message'

/** Turns a template into a letter; the plain text is read from the same elements, so the two cannot drift apart. */
export async function compose(subject: string, letter: ReactElement): Promise<Content> {
  const html = await render(letter)
  return { subject, html, text: `${toPlainText(html).trim()}\n` }
}
