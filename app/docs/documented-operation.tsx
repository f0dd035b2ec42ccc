import type { OpenApiOperation } from '@/app/_openapi/document'
import type { JsonSchema } from '@/app/_openapi/json-schema'
import { config } from '@/lib/config'
import { Code } from './code'
import { CopiedLine } from './copied-line'
import { curlLine } from './curl-line'
import { Answers } from './documented-responses'
import { SchemaTable } from './schema-table'
import { TryIt } from './try-it'

type Props = { method: string; path: string; operation: OpenApiOperation; schemas: Record<string, JsonSchema> }

export function Operation({ method, path, operation, schemas }: Props) {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation
  const content = requestBody?.content['application/json']
  const body = content && schemas[content.schema.$ref.split('/').at(-1)!]
  const example = content && JSON.stringify(content.example, null, 2)
  const loggedIn = operation.security.length > 0
  const curl = curlLine({ site: config().APP_URL, method, path, parameters, example: content?.example, loggedIn })
  return (
    <details id={operationId}>
      <summary>
        <span className="method">{method}</span> <code className="path">{path}</code>{' '}
        <span className="what">{summary}</span>
      </summary>
      <p>
        <Code>{description}</Code>
      </p>
      {loggedIn && <p className="hint">Requires an access token.</p>}
      {parameters.length > 0 && <SchemaTable schema={fromParameters(parameters)} caption="URL parameters" />}
      {body && <SchemaTable schema={body} caption="Body" />}
      <h3>With curl</h3>
      <CopiedLine what={`the curl line of “${summary}”`}>{curl}</CopiedLine>
      <TryIt
        id={operationId}
        title={summary}
        method={method}
        path={path}
        parameters={parameters.map(({ name, example: value }) => ({ name, value: String(value ?? '') }))}
        body={example}
        loggedIn={loggedIn}
      />
      <Answers responses={responses} />
    </details>
  )
}

function fromParameters(parameters: NonNullable<OpenApiOperation['parameters']>): JsonSchema {
  return {
    properties: Object.fromEntries(
      parameters.map(({ name, schema, description }) => [name, { ...schema, description }]),
    ),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  }
}
