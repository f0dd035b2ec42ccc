import { problem } from '@/app/_http/json/problem'
import { explanations } from '@/app/problems/explanations'
import { type FailureCode, type FieldErrors, fail, failures, titleOf } from '@/lib/result'
import type { JsonSchema } from './json-schema'
import type { Description } from './operation-description'
import { membersOf } from './operation-members'
import { operations } from './operations'
import { exampleMembers, problemMembers } from './problem-members'
import type { Responses } from './responses'

const codes = Object.keys(failures) as FailureCode[]
const RETRY_AFTER_SECONDS = 42

/** Every refusal of the operation: its own, and those that follow from its method, input, session and throttle. */
export function codesOf(description: Description): FailureCode[] {
  const { method, operation, loggedIn, refuses = [], never = [] } = description
  const { body, query } = membersOf(description)
  const all = new Set<FailureCode>(['malformed-request', 'secret-in-url', 'unexpected', 'unavailable', ...refuses])
  if (method !== 'GET') for (const code of ['cross-site', 'encoded-body'] as const) all.add(code)
  if (body) for (const code of ['malformed-json', 'too-large', 'not-json'] as const) all.add(code)
  if (body || query.length > 0) all.add('invalid-input')
  if (operation?.loggedIn || loggedIn) all.add('unauthenticated')
  if (operation?.loggedIn && !operation.whileRequired) all.add('second-factor-setup-required')
  if (operation?.throttled) all.add('too-many-requests')
  return codes.filter((code) => all.has(code) && !never.includes(code))
}

/** One response for each status, listing the codes that have this status. */
export function problemResponses(description: Description): Responses {
  const all = codesOf(description)
  const statuses = new Set(all.map((code) => failures[code].status))
  const withStatus = (status: number) => all.filter((code) => failures[code].status === status)
  return Object.fromEntries([...statuses].map((status) => [status, response(status, withStatus(status))]))
}

function response(status: number, of: FailureCode[]): Responses[string] {
  return {
    description: of.map((code) => titleOf(code)).join(' Or: '),
    ...(headersOf(status) && { headers: headersOf(status) }),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/ProblemDetails' },
            { properties: { code: { enum: of }, ...membersIn(of) } },
          ],
        },
        examples: Object.fromEntries(of.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  }
}

function membersIn(of: FailureCode[]): Record<string, JsonSchema> {
  return Object.assign({}, ...of.map((code) => problemMembers[code]))
}

function headersOf(status: number): Record<string, { $ref: string }> | undefined {
  if (status === 401) return { 'WWW-Authenticate': { $ref: '#/components/headers/WWW-Authenticate' } }
  return status === 429 || status === 503 ? { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } : undefined
}

export const headers = {
  'Retry-After': {
    description: 'The number of seconds to wait before the next attempt.',
    required: true,
    schema: { type: 'integer', minimum: 1 },
  },
  'WWW-Authenticate': {
    description: 'The authentication scheme to use.',
    required: true,
    schema: { type: 'string', const: 'Bearer' },
  },
}

export const problemDetailsSchema: JsonSchema = {
  type: 'object',
  description: 'A refusal, in the format of RFC 9457.',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri-reference', description: 'The page that explains the code.' },
    title: { type: 'string', description: 'What went wrong, in a sentence for people.' },
    status: { type: 'integer', description: 'The HTTP status of the answer.' },
    code: { type: 'string', enum: codes, description: 'Stable, for use in code.' },
    detail: { type: 'string', description: 'When to try again, if known.' },
    errors: {
      type: 'array',
      description: 'What is wrong with each rejected member.',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: {
            type: 'string',
            format: 'json-pointer-uri-fragment',
            description: 'A JSON pointer to the member, such as “#/email”.',
          },
          detail: { type: 'string' },
        },
      },
    },
    ...membersIn(codes),
  },
}

/** An example for each code, made by the function that answers real requests. */
export async function problemExamples() {
  const used = new Set(operations.flatMap(codesOf))
  const made = [...used].map(async (code) => {
    const value = await problem({ ...fail(code, fieldsOf(code)), ...moreOf(code) }).json()
    return [code, { summary: titleOf(code), description: explanations[code], value }]
  })
  return Object.fromEntries(await Promise.all(made))
}

function fieldsOf(code: FailureCode): FieldErrors {
  if (code === 'wrong-code') return { code: ['Enter the code that your app shows now. 4 attempts are left.'] }
  return code === 'invalid-input' ? { email: ['Enter your email address.'] } : {}
}

function moreOf(code: FailureCode) {
  if (code === 'too-many-requests') return { retryAfterSeconds: RETRY_AFTER_SECONDS }
  return { more: exampleMembers[code] ?? {} }
}
