import { list, moment, table } from '@/cli/terminal'
import type { AnswerOf } from '@/lib/operator/commands'

type Shown = AnswerOf<'clients show'>
type Client = Shown['client']

const OFF = 'Apps cannot log anybody in yet: the setting PROVIDER is off. Set PROVIDER=on and restart Rekey.'

/** The words of an answer, and a note where apps cannot use this Rekey. */
export const withNote =
  <T extends { provider_on: boolean }>(words: (value: T) => string) =>
  (value: T): string =>
    value.provider_on ? words(value) : `${words(value)}\n\n${OFF}`

/** A list of apps that fits into a terminal. */
export const clientRows = (clients: Client[]) =>
  table(
    clients.map((client) => ({
      id: client.id,
      name: client.name,
      kind: client.kind,
      state: stateOf(client),
      'last used': moment(client.last_used_at),
    })),
    ['name', 'id'],
  )

type Added = AnswerOf<'clients add'>

/** What an app needs to log people in, to be pasted into its settings. */
export function addedClient(added: Added): string {
  const { client, secret, issuer, discovery, configuration } = added
  if (configuration) return addedFor(added, configuration)
  const ofApp = { issuer, discovery, client_id: client.id, client_secret: secret ?? 'none, the app uses PKCE' }
  const isProxied = client.kind === 'proxy'
  return [
    isProxied ? `Added ${client.name}, with the client ID ${client.id}.` : `Added ${client.name}. Set this in the app:`,
    isProxied ? 'docs/behind-a-proxy.md says how its proxy asks Rekey.' : list(ofApp),
    emptyList(client),
    secret && 'This is the only time that the secret is shown.',
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** The configuration of an app, which also has its ID and its secret. */
function addedFor({ client, secret }: Added, { place, text, app, tested, basis, trial }: Configuration): string {
  const notes = [
    secret && 'This is the only time that the secret is shown.',
    emptyList(client),
    client.kind === 'proxy' && 'The link for “Log out” in the app is /.rekey/logout.',
    `To try it, ${trial}.`,
    tested ? `Tested with ${basis}.` : `Not tested: nobody has run this with ${app}. It follows ${basis}.`,
  ]
  const added = `Added ${client.name}, with the client ID ${client.id}. ${place}:`
  return [added, text.trimEnd(), notes.filter(Boolean).join('\n')].join('\n\n')
}
type Configuration = NonNullable<Added['configuration']>

const emptyList = ({ allow, id }: Client) =>
  allow === 'listed' && `Nobody is on its list yet. Next, run “npx rekey clients allow ${id} <user>”.`

/** Everything that is known about one app. */
export function shownClient({ client, people, allowed, notices, faults }: Shown): string {
  const refusals = faults.map(({ last_at, count, description }) => ({
    last: moment(last_at),
    times: count,
    description,
  }))
  return [
    list({
      ...settingsOf(client),
      'logged in': peopleText(people),
      ...(client.kind !== 'proxy' && { 'told of logouts': noticesText(client, notices) }),
    }),
    allowed && (table(allowed) || `No user may log in. Add one with “rekey clients allow ${client.id} <user>”.`),
    refusals.length > 0 && `Refusals\n${table(refusals)}`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** The settings of an app as its operator set them. */
export function settingsOf(client: Client) {
  return {
    id: client.id,
    name: client.name,
    kind: client.kind,
    state: stateOf(client),
    'redirect URLs': client.redirect_uris.join(' '),
    'post-logout URLs': client.post_logout_uris.join(' ') || null,
    ...(client.kind === 'proxy' ? settingsOfProxied(client) : settingsOfOther(client)),
    'may log in': client.allow === 'everyone' ? 'everyone' : 'listed users',
    'unverified emails': client.needs_verified ? 'not let in' : 'let in',
    ...(client.kind === 'web' && { 'old secret works until': moment(client.old_secret_until) }),
    created: moment(client.created_at),
    'last used': moment(client.last_used_at),
    disabled: moment(client.disabled_at),
  }
}

function settingsOfProxied({ scopes, remote_user }: Client) {
  return { scopes: scopes.join(' '), 'name of the user': remote_user && NAMES[remote_user] }
}

function settingsOfOther({ backchannel_uri, scopes, alg, id_token_claims, pkce }: Client) {
  return {
    'back-channel URL': backchannel_uri,
    scopes: scopes.join(' '),
    'ID tokens': `${alg}, ${id_token_claims ? 'with names and emails' : 'without names and emails'}`,
    PKCE: pkce ? 'required' : 'not required',
  }
}

const NAMES = { sub: 'ID (sub)', email: 'verified email' }

function stateOf(client: Client): string {
  const states = [
    client.disabled_at ? 'disabled' : 'enabled',
    client.third_party && 'third-party',
    client.allow === 'listed' && 'listed users only',
  ]
  return states.filter(Boolean).join(', ')
}

const peopleText = (people: number) => (people === 1 ? '1 person' : `${people} people`)

function noticesText({ backchannel_uri }: Client, { told, queued, refused, failed }: Shown['notices']): string {
  const counts = `${told} told, ${queued} waiting, ${refused} refused by the app, ${failed} failed`
  return backchannel_uri || told + queued + refused + failed > 0 ? counts : 'no, it has no back-channel URL'
}
