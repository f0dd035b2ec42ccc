import * as z from 'zod/mini'
import { email } from '@/lib/accounts/email'
import { userAnswer } from '@/lib/accounts/public-user'
import { newPassword, personFields, registerInput } from '@/lib/accounts/schema'
import { eventAnswer } from '@/lib/activity/list-activity'
import { listActivityInput } from '@/lib/activity/schema'
import { exportAnswer } from '@/lib/data-export/export-data'
import { verifyEmailInput } from '@/lib/email-verification/schema'
import { token } from '@/lib/links/schema'
import { sessionAnswer } from '@/lib/sessions/list-sessions'
import { currentPassword, loginInput, revokeSessionInput } from '@/lib/sessions/schema'

type Words = { id?: string; description?: string; [rule: string]: unknown }

/** What stands in the document beside a schema, out of the schemas that the browser loads; an `id` makes it a component. */
export const schemaDescriptions = z.registry<Words>()

/** Words for members of a schema, by their names. */
function members({ shape }: z.ZodMiniObject, said: Record<string, string>): void {
  for (const [name, description] of Object.entries(said))
    schemaDescriptions.add(shape[name] as z.ZodMiniType, { description })
}

schemaDescriptions.add(userAnswer, { id: 'User', description: 'An account, as far as it ever leaves.' })
schemaDescriptions.add(sessionAnswer, { id: 'Session', description: 'A device or a program that is logged in.' })
schemaDescriptions.add(eventAnswer, { id: 'Event', description: 'Something that was done to an account.' })
schemaDescriptions.add(exportAnswer, { id: 'AccountExport', description: 'What is kept of an account.' })

members(userAnswer, {
  email_verified: 'Whether the mailbox was proven.',
  phone_number: '10 to 15 digits, with a + before them where one was given.',
})
members(sessionAnswer, {
  kind: 'A browser has a cookie, a program an access token.',
  current: 'Whether it is the one that asks.',
  ip: 'Where it logged in, as far as that is known.',
  device: 'The browser and its system, or the name of the program.',
})
members(eventAnswer, {
  type: 'Stable, for programs.',
  description: 'The same in a sentence, for people.',
  device: 'The browser and its system, or the name of the program.',
})

members(z.object(personFields), {
  first_name: 'At most 100 characters; spaces around it are removed.',
  last_name: 'At most 100 characters; spaces around it are removed.',
})
schemaDescriptions.add(personFields.phone_number, {
  description: '10 to 15 digits, with a + before them if you like. Spaces, dots, dashes and brackets are removed.',
})
schemaDescriptions.add(email, { description: 'Spaces around it are removed; upper and lower case are one.' })
schemaDescriptions.add(newPassword, {
  description: 'Any characters, compared in NFC. Common passwords and the email address itself are refused.',
  format: 'password',
  minLength: 8,
  maxLength: 256,
})
schemaDescriptions.add(loginInput.shape.password, { format: 'password' })
schemaDescriptions.add(currentPassword, {
  description: 'The present one, as a program gives it each time.',
  format: 'password',
})
schemaDescriptions.add(token, { description: 'What “token” is in the link of the mail.' })
members(registerInput, {
  browser: 'A secret of yours, in the mode “confirm”: who sends it to verifyEmail needs no password there.',
})
members(verifyEmailInput, {
  first_name: 'In the mode “confirm”: in place of the one that was registered.',
  last_name: 'In the mode “confirm”: in place of the one that was registered.',
  phone_number: 'In the mode “confirm”: in place of the one that was registered, which may be taken.',
  password:
    'In the mode “confirm”: the one that the account gets. What was typed at the registration counts only with “browser”.',
  browser: 'Instead of a password: the secret that was sent when registering. The password typed there is kept.',
})
members(listActivityInput, { before: 'What “next” was in the page before.' })
members(revokeSessionInput, { id: 'Of a session in the list of sessions.' })
