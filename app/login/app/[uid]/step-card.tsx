import type { ReactNode } from 'react'
import { Refusal } from '@/app/_ui/forms/refusal'
import { PageTitle } from '@/app/_ui/page-title'

/** `titled` is false when a form inside renders the document's title. */
type Props = { title: string; refused?: string; titled?: boolean; children: ReactNode }

/** One step on the way into an app. */
export function StepCard({ title, refused, titled = true, children }: Props) {
  return (
    <section className="card">
      {titled && <PageTitle>{refused ? `Error: ${title}` : title}</PageTitle>}
      <h1>{title}</h1>
      <Refusal>{refused}</Refusal>
      {children}
    </section>
  )
}
