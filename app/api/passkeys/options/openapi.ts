import { person } from '@/app/_openapi/examples'
import { confirmationRefusals, confirmedEveryTime, describeOperations } from '@/app/_openapi/operation-description'
import { creationOptions } from '@/app/_openapi/passkey-examples'
import { passkeyOptions } from '@/lib/passkeys/options'

export const description = describeOperations({
  id: 'getPasskeyOptions',
  method: 'POST',
  path: '/api/passkeys/options',
  tag: 'Passkeys',
  summary: 'Get the options for a new passkey',
  description: `Returns what \`PublicKeyCredential.parseCreationOptionsFromJSON\` of a browser takes. Send the result of \`toJSON()\` to \`addPasskey\`. The email address must be verified. ${confirmedEveryTime}`,
  operation: passkeyOptions,
  refuses: [...confirmationRefusals, 'email-unverified', 'passkeys-unavailable', 'too-many-passkeys'],
  example: { current_password: person.password },
  answers: { 200: { means: 'The options for a passkey of this account.', ...creationOptions } },
})
