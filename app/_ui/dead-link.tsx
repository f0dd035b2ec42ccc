import type { ReactNode } from 'react'
import { PageTitle } from './page-title'

export type DeadLinkState = 'link-expired' | 'link-used' | 'link-replaced' | 'link-invalid' | 'no-link'
export type DeadLinkTexts = Record<DeadLinkState, string>

export const deadLinkTitles: DeadLinkTexts = {
  'link-expired': 'This link has expired',
  'link-used': 'This link has already been used',
  'link-replaced': 'This link was replaced',
  'link-invalid': 'This link isn’t valid',
  'no-link': 'Open the link from your email',
}

/** For pages that cannot tell which link was opened. */
export const unknownLinkTexts = {
  'link-invalid': 'Part of it may be missing. Copy the whole link from the email.',
  'no-link': 'Open this page from the link in your email. If you see this again, allow cookies for this site.',
}

/** `titled` is false when a form inside renders the document's title. */
type Props = { state: DeadLinkState; texts: DeadLinkTexts; titled?: boolean; children?: ReactNode }

/** Says why an emailed link no longer works; `children` hold what to do next. */
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
