import { type OpenApiOperation, openApi } from '@/app/_openapi/document'
import { PageTitle } from '../_ui/page-title'
import { AccessToken } from './access-token'
import { Code } from './code'
import { Operation } from './documented-operation'
import { OpenNamed } from './open-named-operation'
import { SchemaTable } from './schema-table'
import './docs.css'

export default async function DocsPage() {
  const { info, tags, paths, components } = await openApi()
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  const under = (tag: string) => operations.filter(({ operation }) => isUnder(operation, tag))
  return (
    <div className="docs">
      <PageTitle>API</PageTitle>
      <h1>{info.title}</h1>
      <p>
        <Code>{info.description}</Code>
      </p>
      <p>
        The same as an OpenAPI 3.1 document: <a href="/openapi.json">/openapi.json</a>. Requests sent from here are
        real.
      </p>
      <OpenNamed />
      <AccessToken>
        {tags.map(({ name, description }) => (
          <section key={name}>
            <h2>{name}</h2>
            <p>{description}</p>
            {under(name).map((each) => (
              <Operation key={each.operation.operationId} schemas={components.schemas} {...each} />
            ))}
          </section>
        ))}
      </AccessToken>
      <section>
        <h2>Objects</h2>
        {Object.entries(components.schemas)
          .filter(([name]) => !name.endsWith('Body'))
          .map(([name, schema]) => (
            <div key={name} id={name}>
              <h3>{name}</h3>
              <p>{schema.description}</p>
              <SchemaTable schema={schema} caption={`Members of ${name}`} />
            </div>
          ))}
      </section>
    </div>
  )
}

const isUnder = ({ tags }: OpenApiOperation, tag: string) => tags.includes(tag)
