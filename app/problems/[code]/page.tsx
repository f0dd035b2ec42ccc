import { operations } from '@/app/_openapi/operations'
import { nothingThere } from '@/app/_ui/nothing-there'
import { PageTitle } from '@/app/_ui/page-title'
import { type FailureCode, failures, titleOf } from '@/lib/result'
import { explanations } from '../explanations'

export default async function ProblemPage({ params }: PageProps<'/problems/[code]'>) {
  const { code } = await params
  if (!Object.hasOwn(failures, code)) return nothingThere()
  const { status } = failures[code as FailureCode]
  const title = titleOf(code as FailureCode)
  const own = operations.filter(({ refuses }) => refuses?.includes(code as FailureCode))
  return (
    <section className="card">
      <PageTitle>{title}</PageTitle>
      <h1>{title}</h1>
      <p>{explanations[code as FailureCode]}</p>
      <p className="hint">
        Code <code>{code}</code>, status {status}.
      </p>
      {own.length > 0 && (
        <>
          <p>Operations that can return this problem:</p>
          <ul>
            {own.map(({ id, summary }) => (
              <li key={id}>
                <a href={`/docs#${id}`}>{summary}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="aside">
        <a href="/docs">Full API documentation</a>
      </p>
    </section>
  )
}
