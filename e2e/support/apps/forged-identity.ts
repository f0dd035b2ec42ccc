import type { Heard } from './echo'

const names = ['User', 'Email', 'Email-Verified', 'Name', 'Groups']
const spellings = [
  (name: string) => `Remote-${name}`,
  (name: string) => `remote-${name}`.toLowerCase(),
  (name: string) => `REMOTE-${name}`.toUpperCase(),
  (name: string) => `Remote_${name}`.replaceAll('-', '_'),
  (name: string) => `REMOTE_${name}`.replaceAll('-', '_').toUpperCase(),
  (name: string) => `Remote.${name}`.replaceAll('-', '.'),
  (name: string) => `remote_${name}`,
]

/** What somebody sends who wants to be another person, twice each. */
export const forgedIdentity = [...names, ...names].flatMap((name) =>
  spellings.map((spell) => `${spell(name)}: forged@example.com`),
)

/** What somebody sends who wants another question to be asked of Rekey. */
export const forgedQuestion = (host: string) => [
  `X-Forwarded-Host: ${host}`,
  'X-Forwarded-Uri: /.rekey/login',
  'X-Forwarded-Method: GET',
  'X-Forwarded-For: 203.0.113.66',
  'X-Rekey-Answer: 200',
]

/** Whom an app hears, also one that takes every character for a hyphen. Empty headers say nothing. */
export function identityIn({ headers }: Heard): Record<string, string> {
  const said = headers.map(([name, value]) => [name.toLowerCase().replace(/[^a-z\d]/g, '-'), value] as const)
  const identity = said.filter(([name, value]) => name.startsWith('remote') && value !== '')
  const joined: Record<string, string> = {}
  for (const [name, value] of identity) joined[name] = [joined[name], value].filter(Boolean).join(', ')
  return joined
}
