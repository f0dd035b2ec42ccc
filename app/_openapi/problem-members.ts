import type { FailureCode } from '@/lib/result'
import { PENDING_LOGIN_MINUTES } from '@/lib/sessions/session-lifetime'
import { loginToken } from './examples'
import type { JsonSchema } from './json-schema'

type Members<T> = Partial<Record<FailureCode, Record<string, T>>>

const methods: JsonSchema = {
  type: 'array',
  description: 'How the account owner can do it now.',
  items: { type: 'string', enum: ['authenticator-app', 'passkey', 'recovery-code'] },
}

/** What some refusals say besides what every refusal says. A name means the same in each of them. */
export const problemMembers: Members<JsonSchema> = {
  'second-step-required': {
    login_token: {
      type: 'string',
      description:
        'Names this login at POST /api/login/second-step. It is no access token and is accepted nowhere else.',
    },
    expires_in: { type: 'integer', description: 'For how many seconds the login waits for its second step.' },
    methods,
  },
  'wrong-code': {
    attempts_left: { type: 'integer', description: 'How many codes this login still accepts. Only for a login.' },
  },
  'confirmation-required': { methods },
  unexpected: {
    request_id: { type: 'string', description: 'The ID under which the operator finds this error in the log.' },
  },
}

/** The same in an example. */
export const exampleMembers: Members<unknown> = {
  'second-step-required': {
    login_token: loginToken,
    expires_in: PENDING_LOGIN_MINUTES * 60,
    methods: ['authenticator-app', 'passkey', 'recovery-code'],
  },
  'wrong-code': { attempts_left: 4 },
  'confirmation-required': { methods: ['authenticator-app'] },
  unexpected: { request_id: '0199a1b2-f90a-7122-9d3e-4f5a6b7c8d9e' },
}
