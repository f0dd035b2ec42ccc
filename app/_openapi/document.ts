import { sessionCookie } from '@/app/_http/cookies/cookie-names'
import { config } from '@/lib/config'
import { type JsonSchema, jsonSchema } from './json-schema'
import { type Description, tags } from './operation-description'
import { membersOf } from './operation-members'
import { operations } from './operations'
import { headers, problemDetailsSchema, problemExamples, problemResponses } from './problem-responses'
import type { Responses } from './responses'
import { answeredExample, sentExample } from './site-examples'

export type OpenApi = Awaited<ReturnType<typeof makeOpenApi>>
export type OpenApiOperation = ReturnType<typeof operationOf>

let made: Promise<OpenApi> | undefined

/** The OpenAPI 3.1 document of this site, generated once from the running code. */
export function openApi(): Promise<OpenApi> {
  made ??= makeOpenApi()
  return made
}

/** Makes the document from the settings as they are now. */
export async function makeOpenApi() {
  const { APP_NAME, APP_URL, PROVIDER } = config()
  const schemas: Record<string, JsonSchema> = {}
  const paths: Record<string, Record<string, OpenApiOperation>> = {}
  const offered = operations.filter(({ isOffered }) => isOffered?.() ?? true)
  for (const description of offered) {
    const { path, method } = description
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(description, schemas) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: `${APP_NAME} API`,
      version: '1.0.0',
      description: introduction(),
      contact: { name: APP_NAME, url: APP_URL },
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    servers: [{ url: APP_URL }],
    tags: Object.entries(tags)
      .map(([name, description]) => ({ name, description }))
      .filter(({ name }) => offered.some(({ tag }) => tag === name)),
    paths,
    components: {
      schemas: { ...schemas, ProblemDetails: problemDetailsSchema },
      examples: await problemExamples(),
      headers,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'The access token returned by a login.' },
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookie().name,
          description:
            'The session cookie of a browser. Requests that change anything must come from this site’s own pages (checked by Origin).',
        },
        ...(PROVIDER && { openIdConnect: openIdConnect(APP_URL) }),
      },
    },
  }
}

/** How apps log people in with this site. It protects no operation of this API, which knows the account owner by a session. */
function openIdConnect(issuer: string) {
  return {
    type: 'openIdConnect',
    openIdConnectUrl: `${issuer}/.well-known/openid-configuration`,
    description:
      'Other apps log people in with their account here: this site is an OpenID Connect provider. It offers the authorization code flow with PKCE, refresh tokens, userinfo, and logout that reaches the apps. The operator adds an app with `rekey clients add`. The tokens of an app are accepted at the endpoints of the discovery document only, and by no operation of this API.',
  }
}

function introduction(): string {
  return [
    'Request bodies are JSON objects of at most 16 KiB, sent as `application/json`. Unknown members are ignored.',
    'Every refusal is `application/problem+json` (RFC 9457) with a stable `code`, explained at `/problems/<code>`.',
    'Every answer has its ID in `X-Request-Id`. Never send emails, passwords or tokens in a URL.',
    `On this site, REGISTRATION is “${config().REGISTRATION}” and PHONE_NUMBER is “${config().PHONE_NUMBER}”.`,
  ].join(' ')
}

function operationOf(description: Description, schemas: Record<string, JsonSchema>) {
  const responses: Responses = { ...successes(description, schemas), ...problemResponses(description) }
  const { id, tag, summary, alias, operation, loggedIn } = description
  const also = alias ? ` Also available at \`${alias}\`.` : ''
  return {
    operationId: id,
    tags: [tag as string],
    summary,
    description: description.description + also,
    security: operation?.loggedIn || loggedIn ? [{ bearer: [] }, { cookie: [] }] : [],
    ...parametersOf(description),
    ...bodyOf(description, schemas),
    responses,
  }
}

function parametersOf(description: Description) {
  const { path, query } = membersOf(description)
  if (path.length + query.length === 0) return {}
  const { properties = {}, required = [] } = jsonSchema(description.operation!.input(), 'input').schema
  const parameters = [...path, ...query].map((name) => {
    const { description: said, ...schema } = properties[name]!
    const inPath = path.includes(name)
    return {
      name,
      in: inPath ? 'path' : 'query',
      required: inPath || required.includes(name),
      description: said,
      schema,
      ...(description.example?.[name] !== undefined && { example: description.example[name] }),
    }
  })
  return { parameters }
}

function bodyOf(description: Description, schemas: Record<string, JsonSchema>) {
  const { body } = membersOf(description)
  if (!body) return {}
  const name = `${description.id[0]!.toUpperCase()}${description.id.slice(1)}Body`
  const { schema } = jsonSchema(body, 'input')
  schemas[name] = schema
  const example = sentExample(schema, description.example)
  const content = { schema: { $ref: `#/components/schemas/${name}` }, example }
  return { requestBody: { required: true, content: { 'application/json': content } } }
}

function successes({ answers }: Description, schemas: Record<string, JsonSchema>): Responses {
  const responses = Object.entries(answers).map(([status, { means, schema, example }]): [string, Responses[string]] => {
    if (!schema) return [status, { description: means }]
    const made = jsonSchema(schema, 'output')
    Object.assign(schemas, made.components)
    return [
      status,
      {
        description: means,
        content: { 'application/json': { schema: made.schema, example: answeredExample(example) } },
      },
    ]
  })
  return Object.fromEntries(responses)
}
