import type { OpenApiOperation } from '@/app/_openapi/document'
import { type FailureCode, failures, titleOf } from '@/lib/result'
import { SchemaTable } from './schema-table'

/** The successful answers with their bodies, followed by the refusals with links to their pages. */
export function Answers({ responses }: Pick<OpenApiOperation, 'responses'>) {
  const all = Object.entries(responses)
  const codes = all.flatMap(([, { content }]) => Object.keys(content?.['application/problem+json']?.examples ?? {}))
  return (
    <>
      <h3>Answers</h3>
      {all
        .filter(([status]) => status < '300')
        .map(([status, { description, content }]) => {
          const body = content?.['application/json']
          return (
            <div key={status}>
              <p>
                <strong>{status}</strong> {description}
              </p>
              {body?.schema.properties && <SchemaTable schema={body.schema} caption={`Body of ${status}`} />}
              {body && <pre>{JSON.stringify(body.example, null, 2)}</pre>}
            </div>
          )
        })}
      <h3>Refusals</h3>
      <ul className="refusals">
        {(codes as FailureCode[]).map((code) => (
          <li key={code}>
            {failures[code].status} <a href={`/problems/${code}`}>{code}</a> {titleOf(code)}
          </li>
        ))}
      </ul>
    </>
  )
}
