import * as z from 'zod/mini'
import { passkey } from '@/app/_openapi/examples'
import { describeOperations } from '@/app/_openapi/operation-description'
import { attestation } from '@/app/_openapi/passkey-examples'
import { addPasskey } from '@/lib/passkeys/add'
import { passkeyAnswer } from '@/lib/passkeys/public-passkey'

export const description = describeOperations({
  id: 'addPasskey',
  method: 'POST',
  path: '/api/passkeys',
  tag: 'Passkeys',
  summary: 'Add a passkey',
  description:
    'Adds a passkey that a browser made with the options of `getPasskeyOptions`. Only the session that got the options can add it, within 15 minutes. From then on the passkey logs in without the password. The account owner is notified by email. A session with a cookie that was last confirmed more than ten minutes ago is refused with `confirmation-required`: confirm with `confirmOwner`, then send the same request again.',
  operation: addPasskey,
  refuses: ['confirmation-required', 'passkey-refused', 'passkey-exists', 'too-many-passkeys'],
  example: { credential: attestation, name: passkey.name },
  answers: {
    201: {
      means: 'The passkey was added.',
      schema: z.object({ passkey: passkeyAnswer }),
      example: { passkey: { ...passkey, last_used_at: null } },
    },
  },
})
