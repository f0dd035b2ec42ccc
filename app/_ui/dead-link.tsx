import type { ReactNode } from 'react'
import { PageTitle } from './page-title'

export type DeadLinkState = 'link-expired' | 'link-used' | 'link-replaced' | 'link-invalid' | 'no-link'
export type DeadLinkTexts = Record<DeadLinkState, string>

export const deadLinkTitles: DeadLinkTexts = {
  'link-expired': 'This link has expired',
  'link-used': 'This link was already used',
  'link-replaced': 'This link was replaced',
  'link-invalid': 'This link is damaged',
  'no-link': 'Open the link from your mail',
}

/** What is said where nobody knows which link it was. */
export const unknownLinkTexts = {
  'link-invalid': 'Part of it may be missing. Copy the whole link from the mail.',
  'no-link': 'This page needs it. If you have opened it already, open it once more.',
}

/** `titled` is false where a form within it renders the document's title. */
type Props = { state: DeadLinkState; texts: DeadLinkTexts; titled?: boolean; children?: ReactNode }

/** An honest reason why a mailed link does nothing; `children` are the way on. */
export function DeadLink({ state, texts, titled = true, children }: Props) {
  return (
    <section className="card">
      {titled && <PageTitle>{deadLinkTitles[state]}</PageTitle>}
      <h1>{deadLinkTitles[state]}</h1>
      <p>{texts[state]}</p>
      {children}
    </section>
  )
}
