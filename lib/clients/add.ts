import { randomInt } from 'node:crypto'
import { insertClient } from '@/db/provider/clients'
import type { ClientKind } from '@/db/provider/tables'
import { config } from '@/lib/config'
import { command } from '@/lib/operator/command'
import { type FieldErrors, fail } from '@/lib/result'
import { columnsOf } from './client-columns'
import { clientFaults } from './client-faults'
import { newClientSecret } from './client-secret'
import { answer, operatorsClient } from './operators-client'
import { configurationFor } from './recipes/configuration'
import { registrationOf } from './recipes/registration'
import { addClientInput } from './schema'
import { takenHosts } from './taken-hosts'

const CLIENTS_AT_MOST = 500
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'

/**
 * Adds an app that logs people in with Rekey. The answer has what the app needs and its secret, which is shown only this once;
 * apps of the kinds spa and native have none. `configuration` is the app's own, or null if no recipe was asked for.
 */
export const addClient = command(
  { name: 'clients add', right: 'machine', input: addClientInput },
  async ({ id = newId(), ...asked }, act) => {
    act.facts.client = id
    const registration = registrationOf(asked)
    if (!registration.ok) return registration
    const { kind, ...wanted } = registration.value
    const faults = { ...clientFaults(kind, wanted), ...idFaults(id), ...openness(kind, wanted.allow) }
    if (Object.keys(faults).length > 0) return fail('invalid-input', faults)
    const taken = kind === 'proxy' ? await takenHosts(wanted.redirect_uris) : {}
    if (Object.keys(taken).length > 0) return fail('invalid-input', taken)
    const { secret, secretHash } = kind === 'web' ? newClientSecret() : { secret: null, secretHash: null }
    const client = await insertClient(
      act,
      { ...columnsOf(wanted), name: wanted.name, id, kind, secretHash },
      CLIENTS_AT_MOST,
    )
    if (client === 'taken') return fail('client-exists')
    if (client === 'full') return fail('invalid-input', { id: [`There can be at most ${CLIENTS_AT_MOST} clients.`] })
    const { issuer, discovery } = addresses()
    const configuration =
      asked.for && asked.url ? configurationFor(asked.for, asked.url, { issuer, id, secret: secret ?? '' }) : null
    return answer({ client: operatorsClient(client), secret, issuer, discovery, configuration })
  },
)

const newId = () => `app_${Array.from({ length: 20 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')}`

function idFaults(id: string): FieldErrors {
  // A service that accepts tokens for its own name would accept the ID tokens of this app.
  return config().TOKEN_AUDIENCES.includes(id) ? { id: ['must not be one of TOKEN_AUDIENCES'] } : {}
}

/** An app that only a proxy protects is often not made for strangers, so its operator has to say who may enter. */
function openness(kind: ClientKind, allow: string | undefined): FieldErrors {
  const isUnsaid = kind === 'proxy' && allow === undefined
  return isUnsaid
    ? { allow: ['is needed for an app behind a proxy: listed for people whom you name, or everyone'] }
    : {}
}

/** What an app has to know of this installation. */
function addresses() {
  const issuer = config().APP_URL
  return { issuer, discovery: `${issuer}/.well-known/openid-configuration` }
}
