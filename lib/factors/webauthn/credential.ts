import * as z from 'zod/mini'
import { text } from '@/lib/accounts/text'

const RULE = 'Send the passkey’s answer as its toJSON() returns it.'
/** Points at the member that is missing or malformed. */
const ruleFor = (member: string) => `${RULE} Its member “${member}” is missing or malformed.`
const BASE64URL = /^[A-Za-z0-9_-]+$/

/** Text that cannot be decoded is refused later. */
function base64url(member: string, longest: number) {
  const rule = ruleFor(member)
  return text(rule, z.maxLength(longest, { error: rule, abort: true }), z.regex(BASE64URL, rule))
}

/** Longer than anything an authenticator sends. */
const encoded = (member: string) => base64url(`response.${member}`, 4096)

/** WebAuthn Level 3, section 4: at most 1023 bytes. */
const id = (member: string) => base64url(member, 1364)

const TRANSPORTS = ruleFor('response.transports')
const transport = text(TRANSPORTS, z.regex(/^[a-z0-9-]{1,32}$/, TRANSPORTS))

const head = { id: id('id'), rawId: id('rawId'), type: z.literal('public-key', ruleFor('type')) }

/** What `PublicKeyCredential.toJSON()` returns after a login. Members that we do not need are dropped. */
export const assertion = z.object(
  {
    ...head,
    response: z.object(
      {
        clientDataJSON: encoded('clientDataJSON'),
        authenticatorData: encoded('authenticatorData'),
        signature: encoded('signature'),
        userHandle: z.optional(z.nullable(encoded('userHandle'))),
      },
      ruleFor('response'),
    ),
  },
  RULE,
)
export type Assertion = z.output<typeof assertion>

/** `rk`: whether the device can find the new credential without being told its ID. */
const CRED_PROPS = ruleFor('clientExtensionResults.credProps')
const credProps = z.object({ rk: z.optional(z.boolean(CRED_PROPS)) }, CRED_PROPS)

/** The same after a passkey was created. */
export const attestation = z.object(
  {
    ...head,
    clientExtensionResults: z.optional(
      z.object({ credProps: z.optional(credProps) }, ruleFor('clientExtensionResults')),
    ),
    response: z.object(
      {
        clientDataJSON: encoded('clientDataJSON'),
        attestationObject: encoded('attestationObject'),
        transports: z.optional(z.array(transport, TRANSPORTS).check(z.maxLength(10, TRANSPORTS))),
      },
      ruleFor('response'),
    ),
  },
  RULE,
)
export type Attestation = z.output<typeof attestation>
