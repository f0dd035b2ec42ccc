import * as z from 'zod/mini'
import { email } from '@/lib/accounts/email'
import { optionalPhoneNumber, phoneNumber } from '@/lib/accounts/phone-number'
import { userAnswer } from '@/lib/accounts/public-user'
import { nameFields, newPassword, registerInput } from '@/lib/accounts/schema'
import { eventAnswer } from '@/lib/activity/list-activity'
import { listActivityInput } from '@/lib/activity/schema'
import { removeAppInput } from '@/lib/apps/schema'
import { finishAuthenticatorAppInput } from '@/lib/authenticator-app/schema'
import { confirmationFields } from '@/lib/confirmation/schema'
import { exportAnswer } from '@/lib/data-export/export-answer'
import { verifyEmailInput } from '@/lib/email-verification/schema'
import { token } from '@/lib/links/schema'
import { passkeyAnswer } from '@/lib/passkeys/public-passkey'
import { addPasskeyInput, removePasskeyInput, renamePasskeyInput } from '@/lib/passkeys/schema'
import { sessionAnswer } from '@/lib/sessions/list-sessions'
import { loginInput, revokeSessionInput } from '@/lib/sessions/schema'
import { suspendedFactorInput } from '@/lib/suspended-factors/schema'
import { loginToken, secondStepInput } from '@/lib/two-step/schema'

type Words = { id?: string; description?: string; [rule: string]: unknown }

/** Descriptions for the document, kept out of the schemas because browsers load those; an `id` makes the schema a component. */
export const schemaDescriptions = z.registry<Words>()

/** Describes members of a schema by name. */
function members({ shape }: z.ZodMiniObject, said: Record<string, string>): void {
  for (const [name, description] of Object.entries(said))
    if (shape[name]) schemaDescriptions.add(shape[name] as z.ZodMiniType, { description })
}

schemaDescriptions.add(userAnswer, { id: 'User', description: 'The public fields of an account.' })
schemaDescriptions.add(sessionAnswer, { id: 'Session', description: 'A device or an API client that is logged in.' })
schemaDescriptions.add(eventAnswer, { id: 'Event', description: 'Something that happened to an account.' })
schemaDescriptions.add(exportAnswer, {
  id: 'AccountExport',
  description: 'Everything that we store about an account, without its secrets.',
})

members(userAnswer, {
  email_verified: 'Whether the account owner has verified the email address.',
  phone_number:
    '10 to 15 digits, starting with + if it was entered that way. Null for an account without a phone number.',
})
members(sessionAnswer, {
  kind: '“browser” for a session with a cookie, “api” for one with an access token.',
  current: 'Whether this is the session of the request.',
  ip: 'The IP address of the login, if known.',
  device: 'The browser and operating system, or the name of the API client.',
})
members(eventAnswer, {
  type: 'Stable, for use in code.',
  description: 'The same in words, for people.',
  device: 'The browser and operating system, or the name of the API client.',
})

members(z.object(nameFields), {
  first_name: 'At most 100 characters. Spaces at both ends are removed.',
  last_name: 'At most 100 characters. Spaces at both ends are removed.',
})
const phoneNumberRule = '10 to 15 digits, optionally starting with +. Spaces, dots, dashes and brackets are removed.'
schemaDescriptions.add(phoneNumber, { description: phoneNumberRule })
schemaDescriptions.add(optionalPhoneNumber, {
  description: `${phoneNumberRule} Null or an empty string means no phone number.`,
})
schemaDescriptions.add(email, {
  description: 'Spaces at both ends are removed. Upper and lower case are treated as the same.',
})
schemaDescriptions.add(newPassword, {
  description:
    'Any characters, compared in Unicode NFC. Common passwords and the account’s own email address are rejected.',
  format: 'password',
  minLength: 8,
  maxLength: 256,
})
schemaDescriptions.add(loginInput.shape.password, { format: 'password' })
schemaDescriptions.add(loginToken, { description: 'The member “login_token” of the refusal “second-step-required”.' })
members(secondStepInput, {
  code: 'The six digits that the authenticator app shows, or a recovery code. Spaces and dashes are removed. Each works once.',
  credential: 'The answer of a passkey to the options of `getSecondStepOptions`, instead of a code.',
})
schemaDescriptions.add(confirmationFields.current_password, {
  description: 'The current password.',
  format: 'password',
})
schemaDescriptions.add(confirmationFields.code, {
  description: 'With two-step login: the 6 digits that the authenticator app shows. Each code works once.',
})
schemaDescriptions.add(confirmationFields.credential, {
  description:
    'The answer of a passkey of the account to the options of `getConfirmOptions`, instead of the password and the code.',
})
schemaDescriptions.add(confirmationFields.confirmation, {
  description:
    'The value of “confirmation” that `confirmOwner` returned in this session, instead of the password and the code.',
})
members(addPasskeyInput, {
  credential: 'The answer of the browser to the options of `getPasskeyOptions`.',
  name: 'At most 100 characters. Without it, the passkey is named after the browser and system.',
})
members(renamePasskeyInput, {
  id: 'The ID of the passkey, from `getSecondFactors`.',
  name: 'At most 100 characters. Spaces at both ends are removed.',
})
members(removePasskeyInput, { id: 'The ID of the passkey, from `getSecondFactors`.' })
members(suspendedFactorInput, { id: 'The ID of the suspended factor, from `getSecondFactors`.' })
schemaDescriptions.add(passkeyAnswer, { id: 'Passkey', description: 'A passkey of an account, without its key.' })
members(passkeyAnswer, {
  synced: 'Whether a password manager can copy the passkey to other devices.',
  usable: 'Whether it works at this site’s URL. A passkey that was made for another domain does not.',
})
schemaDescriptions.add(finishAuthenticatorAppInput.shape.code, {
  description: 'The 6 digits that the new app shows.',
})
schemaDescriptions.add(token, { description: 'The value of “token” in the emailed link.' })
for (const input of Object.values(registerInput))
  members(input, {
    browser:
      'With REGISTRATION “confirm”: a secret of your choice. Send it to verifyEmail to keep the password given here.',
  })
for (const input of Object.values(verifyEmailInput))
  members(input, {
    first_name: 'With REGISTRATION “confirm”: replaces the one given at registration.',
    last_name: 'With REGISTRATION “confirm”: replaces the one given at registration.',
    phone_number:
      'With REGISTRATION “confirm”: replaces the one given at registration, for example because that one already has an account.',
    password:
      'With REGISTRATION “confirm”: the password of the new account. The one given at registration is used only if you send “browser”.',
    browser:
      'The secret that was sent at registration, instead of a password. The account then keeps the password given at registration.',
  })
members(listActivityInput, { before: 'The value of “next” from the previous page.' })
members(removeAppInput, { id: 'The ID of an app from the list of apps.' })
members(revokeSessionInput, { id: 'The ID of a session from the list of sessions.' })
