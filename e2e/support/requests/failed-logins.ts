import { anAddress } from '../test'

/** How many logins may fail before an account refuses more. */
export const LIMIT = 10
const json = { 'content-type': 'application/json' }

export const wrong = (email: string) => JSON.stringify({ email, password: 'not the password' })

/** Posts JSON from another IP address each time, and returns the status. */
export async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<number> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...json, 'x-forwarded-for': anAddress(), ...headers },
    body,
  })
  await answer.arrayBuffer()
  return answer.status
}

/** Ten at the same time: a slow machine would refuse more with 503, because their hashes would wait too long. */
export async function byTens(count: number, send: (round: number) => Promise<number>): Promise<number[]> {
  const statuses = []
  for (let sent = 0; sent < count; sent += 10)
    statuses.push(...(await Promise.all(Array.from({ length: 10 }, (_, place) => send(sent + place)))))
  return statuses
}
