export type Tried = { method: string; path: string; values: Record<string, string>; body?: string; token?: string }
export type Outcome = { heading: string; body: string; token?: string }

/** Sends the example to this site without cookies, so that it acts with the given token and never with the browser's session. */
export async function send({ method, path, values, body, token }: Tried): Promise<Outcome> {
  const headers = {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(token && { authorization: `Bearer ${token}` }),
  }
  try {
    const request = { method, headers, body, credentials: 'omit', cache: 'no-store' } as const
    const answer = await fetch(addressOf(path, values), request)
    const text = await answer.text()
    const heading = [answer.status, answer.headers.get('content-type')].filter(Boolean).join(', ')
    return { heading, ...read(text) }
  } catch {
    return { heading: 'No answer', body: 'We couldn’t reach the site.' }
  }
}

function addressOf(path: string, values: Record<string, string>): string {
  const asked = new URLSearchParams()
  let address = path
  for (const [name, value] of Object.entries(values)) {
    if (path.includes(`{${name}}`)) address = address.replace(`{${name}}`, encodeURIComponent(value))
    else if (value) asked.set(name, value)
  }
  const query = asked.toString()
  return query ? `${address}?${query}` : address
}

function read(text: string): Omit<Outcome, 'heading'> {
  try {
    const value = JSON.parse(text)
    return { body: JSON.stringify(value, null, 2), token: value.access_token }
  } catch {
    return { body: text }
  }
}
