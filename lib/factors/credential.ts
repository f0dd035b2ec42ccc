import * as z from 'zod/mini'
import { text } from '@/lib/accounts/text'

const RULE = 'Send the credential as the browser returned it, in JSON.'
const BASE64URL = /^[A-Za-z0-9_-]+$/

/** Longer than anything an authenticator sends. Text that cannot be decoded is refused later. */
const encoded = text(RULE, z.maxLength(4096, { error: RULE, abort: true }), z.regex(BASE64URL, RULE))

/** WebAuthn Level 3, section 4: at most 1023 bytes. */
const id = text(RULE, z.maxLength(1364, { error: RULE, abort: true }), z.regex(BASE64URL, RULE))

const transport = text(RULE, z.regex(/^[a-z0-9-]{1,32}$/, RULE))

/** What `PublicKeyCredential.toJSON()` returns after a login. Members that we do not need are dropped. */
export const assertion = z.object(
  {
    id,
    rawId: id,
    type: z.literal('public-key', RULE),
    response: z.object(
      {
        clientDataJSON: encoded,
        authenticatorData: encoded,
        signature: encoded,
        userHandle: z.optional(z.nullable(encoded)),
      },
      RULE,
    ),
  },
  RULE,
)
export type Assertion = z.output<typeof assertion>

/** `rk`: whether the device can find the new credential without being told its ID. */
const credProps = z.object({ rk: z.optional(z.boolean(RULE)) }, RULE)

/** The same after a passkey was created. */
export const attestation = z.object(
  {
    id,
    rawId: id,
    type: z.literal('public-key', RULE),
    clientExtensionResults: z.optional(z.object({ credProps: z.optional(credProps) }, RULE)),
    response: z.object(
      {
        clientDataJSON: encoded,
        attestationObject: encoded,
        transports: z.optional(z.array(transport, RULE).check(z.maxLength(10, RULE))),
      },
      RULE,
    ),
  },
  RULE,
)
export type Attestation = z.output<typeof attestation>
