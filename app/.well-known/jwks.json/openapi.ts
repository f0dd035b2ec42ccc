import * as z from 'zod/mini'
import { publicKey } from '@/app/_openapi/examples'
import { describeOperations } from '@/app/_openapi/operation-description'

const schema = z.object({
  keys: z.array(
    z.object({
      kty: z.literal('OKP'),
      crv: z.literal('Ed25519'),
      x: z.string(),
      kid: z.string(),
      use: z.literal('sig'),
      alg: z.literal('EdDSA'),
    }),
  ),
})

export const description = describeOperations({
  id: 'listKeys',
  method: 'GET',
  path: '/.well-known/jwks.json',
  tag: 'Services',
  summary: 'Public keys of service tokens',
  description:
    'A JWK Set (RFC 7517) to verify service tokens with. Anyone may fetch it and cache it for five minutes. During a key rotation it contains several keys.',
  never: ['unavailable'],
  answers: { 200: { means: 'The public keys.', schema, example: { keys: [publicKey] } } },
})
