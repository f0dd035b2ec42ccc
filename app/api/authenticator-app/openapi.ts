import * as z from 'zod/mini'
import { appCode, appSecret, person } from '@/app/_openapi/examples'
import { confirmationRefusals, confirmedEveryTime, describeOperations } from '@/app/_openapi/operation-description'
import { beginAuthenticatorApp } from '@/lib/authenticator-app/begin'
import { removeAuthenticatorApp } from '@/lib/authenticator-app/remove'

const path = '/api/authenticator-app'
const tag = 'Two-step login'

export const description = describeOperations(
  {
    id: 'beginAuthenticatorApp',
    method: 'POST',
    path,
    tag,
    summary: 'Begin to set up an authenticator app',
    description: `Returns a new secret for an authenticator app, which \`finishAuthenticatorApp\` activates. Until then, a previous app keeps working. Only the current session can finish the setup, within 30 minutes. The email address must be verified. ${confirmedEveryTime}`,
    operation: beginAuthenticatorApp,
    refuses: [...confirmationRefusals, 'email-unverified'],
    example: { current_password: person.password },
    answers: {
      201: {
        means: 'The setup has begun. Show the URI as a QR code.',
        schema: z.object({ secret: z.string(), uri: z.string(), expires_in: z.int() }),
        example: {
          secret: appSecret,
          uri: `otpauth://totp/Rekey:${encodeURIComponent(person.email)}?secret=${appSecret}&issuer=Rekey`,
          expires_in: 1800,
        },
      },
    },
  },
  {
    id: 'removeAuthenticatorApp',
    method: 'DELETE',
    path,
    tag,
    summary: 'Remove the authenticator app',
    description: `For an account that also has a passkey; the recovery codes stay. Otherwise, turn off two-step login instead. Every other device is logged out, and the account owner is notified by email. ${confirmedEveryTime}`,
    operation: removeAuthenticatorApp,
    refuses: [...confirmationRefusals, 'not-found', 'last-factor'],
    example: { current_password: person.password, code: appCode },
    answers: { 204: { means: 'The authenticator app was removed.' } },
  },
)
