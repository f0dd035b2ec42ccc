import { aPassword, aPerson, type Person } from '../../support/steps/person'
import { fromAnywhere } from './chaos-site'
import { type Answer, ask } from './traffic/ask-in-time'

/** Registers a new person and returns the answer. */
export async function registers(site: string): Promise<{ person: Person; answer: Answer }> {
  const person = aPerson()
  return { person, answer: await ask(site, '/api/register', { body: person, headers: fromAnywhere() }) }
}

/** Creates an account on this site. */
export async function aMember(site: string): Promise<Person> {
  const { person, answer } = await registers(site)
  if (answer.status !== 201) throw new Error(`Not registered: ${answer.status ?? answer.code} ${answer.text}`)
  return person
}

/** Logs in and returns the answer, with the token if the login succeeded. */
export async function logsIn(site: string, { email, password }: Pick<Person, 'email' | 'password'>) {
  const answer = await ask(site, '/api/login', { body: { email, password }, headers: fromAnywhere() })
  return { answer, token: answer.status === 200 ? (JSON.parse(answer.text).access_token as string) : undefined }
}

export function asksWhoIAm(site: string, token: string | undefined): Promise<Answer> {
  return ask(site, '/api/me', { headers: { authorization: `Bearer ${token}` } })
}

export function forgets(site: string, { email }: Pick<Person, 'email'>): Promise<Answer> {
  return ask(site, '/api/forgot-password', { body: { email }, headers: fromAnywhere() })
}

/** Sets a new password with this link's token and returns the password and the answer. */
export async function resets(site: string, token: string) {
  const password = aPassword()
  const body = { token, new_password: password }
  return { password, answer: await ask(site, '/api/reset-password', { body, headers: fromAnywhere() }) }
}
