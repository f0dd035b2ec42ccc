type Request = {
  site: string
  method: string
  path: string
  parameters: { name: string; in: string; example?: unknown }[]
  example?: object
  loggedIn: boolean
}

/** The request as a line for the shell, where `$token` holds an access token. */
export function curlLine({ site, method, path, parameters, example, loggedIn }: Request): string {
  const inPath = parameters.filter((each) => each.in === 'path')
  const address = inPath.reduce((all, { name, example: value }) => all.replace(`{${name}}`, String(value)), path)
  const body = example && `-H 'content-type: application/json' -d ${quoted(JSON.stringify(example))}`
  const parts = [
    'curl -s',
    method === (example ? 'POST' : 'GET') ? '' : `-X ${method}`,
    site + address,
    loggedIn ? '-H "authorization: Bearer $token"' : '',
    body,
  ]
  return parts.filter(Boolean).join(' ')
}

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`
