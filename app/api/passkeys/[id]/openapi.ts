import * as z from 'zod/mini'
import { passkey, person } from '@/app/_openapi/examples'
import { confirmationRefusals, confirmedEveryTime, describeOperations } from '@/app/_openapi/operation-description'
import { passkeyAnswer } from '@/lib/passkeys/public-passkey'
import { removePasskey } from '@/lib/passkeys/remove'
import { renamePasskey } from '@/lib/passkeys/rename'

const path = '/api/passkeys/{id}'
const tag = 'Passkeys'
const { id, name } = passkey

export const description = describeOperations(
  {
    id: 'renamePasskey',
    method: 'PATCH',
    path,
    tag,
    summary: 'Rename a passkey',
    description:
      'Changes the name by which the account owner tells it from others. The ID of another account’s passkey is refused exactly like one that does not exist.',
    operation: renamePasskey,
    refuses: ['not-found'],
    example: { id, name },
    answers: {
      200: {
        means: 'The passkey has the new name.',
        schema: z.object({ passkey: passkeyAnswer }),
        example: { passkey },
      },
    },
  },
  {
    id: 'removePasskey',
    method: 'DELETE',
    path,
    tag,
    summary: 'Remove a passkey',
    description: `The passkey stops working at once. Every other device is logged out, and the account owner is notified by email. While two-step login is on, the last second factor cannot be removed: turn off two-step login instead. ${confirmedEveryTime}`,
    operation: removePasskey,
    refuses: [...confirmationRefusals, 'not-found', 'last-factor'],
    example: { id, current_password: person.password },
    answers: { 204: { means: 'The passkey was removed.' } },
  },
)
