import type { Mailbox } from '../servers/smtp-mailbox'
import { linkInEmail, tokenIn } from '../steps/link-in-email'
import type { player } from './play-examples'

export type Scene = ReturnType<typeof player> & { mailbox: Mailbox }

/** The person in the document's examples, with the emails and passwords that they use. */
export function examplesIn({ operations }: Scene) {
  const example = (id: string, name: string) =>
    String(operations.get(id)!.requestBody!.content['application/json'].example?.[name])
  const password = example('register', 'password')
  const otherPassword = example('changePassword', 'new_password')
  return {
    email: example('register', 'email'),
    otherEmail: example('changeEmail', 'new_email'),
    password,
    otherPassword,
    back: { current_password: otherPassword, new_password: password },
  }
}

export async function logIn({ expects }: Scene, values = {}): Promise<string> {
  return (await expects('200', 'login', { values })).access_token
}

export async function tokenFrom({ mailbox }: Scene, page: `/${string}`, to: string, subject = /(?:)/, after = 0) {
  return tokenIn(linkInEmail(page, await mailbox.waitFor(to, { subject, after })))
}
