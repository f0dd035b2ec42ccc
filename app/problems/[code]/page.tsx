import { notFound } from 'next/navigation'
import { PageTitle } from '@/app/_ui/page-title'
import { type FailureCode, failures } from '@/lib/result'
import { explanations } from '../explanations'

export default async function ProblemPage({ params }: PageProps<'/problems/[code]'>) {
  const { code } = await params
  if (!Object.hasOwn(failures, code)) notFound()
  const { status, title } = failures[code as FailureCode]
  return (
    <section className="card">
      <PageTitle>{title}</PageTitle>
      <h1>{title}</h1>
      <p>{explanations[code as FailureCode]}</p>
      <p className="hint">
        Code <code>{code}</code>, status {status}.
      </p>
      <p className="aside">
        Which operations answer so: <a href="/docs">the documentation of the API</a>
      </p>
    </section>
  )
}
