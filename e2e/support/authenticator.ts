import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { cbor, type Value } from './cbor'

/** What is wrong with an answer. */
export type Faults = {
  challenge?: string
  type?: string
  origin?: string
  rpId?: string
  crossOrigin?: boolean
  topOrigin?: string
  /** False if no fingerprint or PIN was checked. */
  userVerified?: boolean
  /** False for one that nobody touched. */
  userPresent?: boolean
  /** Signs with a key that is not that of the passkey. */
  wrongKey?: boolean
  /** Null for an answer without one. */
  userHandle?: string | null
  counter?: number
  id?: string
  /** COSE's number of another algorithm, which the new passkey says it uses. */
  algorithm?: number
  /** The format of a statement about itself, which is empty. */
  statement?: string
}

type Site = { origin: string; synced: boolean; userHandle?: string }
type CreationOptions = { challenge: string; rp?: { id?: string }; user?: { id: string } }
type RequestOptions = { challenge: string; rpId?: string }
type Passkey = Site & { id: string; point: { x: string; y: string }; privateKey: KeyObject; counter: number }

export type Authenticator = ReturnType<typeof softwareAuthenticator>

/**
 * An authenticator with one passkey, written by us, so that the library of the product is checked against another implementation.
 * `create` and `get` answer options as browsers do, in the form of `PublicKeyCredential.toJSON()`. It attests nothing.
 */
export function softwareAuthenticator(site: Partial<Site> = {}) {
  const { origin = 'http://localhost:3000', synced = false, userHandle } = site
  const { point, privateKey } = newKey()
  const id = randomBytes(16).toString('base64url')
  const passkey: Passkey = { origin, synced, userHandle, id, point, privateKey, counter: 0 }
  return {
    id,
    publicKey: publicKey(passkey).toString('base64url'),
    create: (options: CreationOptions, faults: Faults = {}) => create(passkey, options, faults),
    get: (options: RequestOptions, faults: Faults = {}) => get(passkey, options, faults),
  }
}

function create(passkey: Passkey, options: CreationOptions, faults: Faults) {
  passkey.userHandle = options.user?.id ?? passkey.userHandle
  const id = bytes(faults.id ?? passkey.id)
  const length = Buffer.from([id.length >> 8, id.length & 255])
  const attested = Buffer.concat([Buffer.alloc(16), length, id, publicKey(passkey, faults.algorithm)])
  const parts = new Map<string, Value>()
  parts.set('fmt', faults.statement ?? 'none').set('attStmt', new Map())
  parts.set('authData', authenticatorData(passkey, options.rp?.id, faults, attested))
  return credential(passkey, faults, {
    clientDataJSON: clientData(passkey, 'webauthn.create', options, faults).toString('base64url'),
    attestationObject: cbor(parts).toString('base64url'),
    transports: ['internal'],
  })
}

function get(passkey: Passkey, options: RequestOptions, faults: Faults) {
  const data = clientData(passkey, 'webauthn.get', options, faults)
  const authData = authenticatorData(passkey, options.rpId, faults)
  const key = faults.wrongKey ? newKey().privateKey : passkey.privateKey
  const userHandle = faults.userHandle === undefined ? passkey.userHandle : (faults.userHandle ?? undefined)
  return credential(passkey, faults, {
    clientDataJSON: data.toString('base64url'),
    authenticatorData: authData.toString('base64url'),
    signature: sign('sha256', Buffer.concat([authData, sha256(data)]), key).toString('base64url'),
    ...(userHandle !== undefined && { userHandle }),
  })
}

function credential<T>(passkey: Passkey, { id = passkey.id }: Faults, response: T) {
  const type: 'public-key' = 'public-key'
  return { id, rawId: id, type, authenticatorAttachment: 'platform', clientExtensionResults: {}, response }
}

function clientData({ origin }: Passkey, type: string, { challenge }: { challenge: string }, faults: Faults): Buffer {
  const { crossOrigin = false, topOrigin } = faults
  const right = { type, challenge, origin }
  const wrong = Object.entries(faults).filter(([name]) => name in right)
  return Buffer.from(JSON.stringify({ ...right, ...Object.fromEntries(wrong), crossOrigin, topOrigin }))
}

function authenticatorData(
  passkey: Passkey,
  rpId = new URL(passkey.origin).hostname,
  faults: Faults = {},
  attested = Buffer.alloc(0),
) {
  const { userPresent = true, userVerified = true } = faults
  const seen = (userPresent ? 1 : 0) | (userVerified ? 4 : 0)
  const flags = seen | (passkey.synced ? 24 : 0) | (attested.length > 0 ? 64 : 0)
  const count = Buffer.alloc(4)
  count.writeUInt32BE(faults.counter ?? ++passkey.counter)
  return Buffer.concat([sha256(faults.rpId ?? rpId), Buffer.from([flags]), count, attested])
}

/** The public key for ES256 as COSE writes it (RFC 9053). */
function publicKey({ point }: Passkey, algorithm = -7): Buffer {
  const key = new Map<number, Value>([[1, 2]])
  return cbor(key.set(3, algorithm).set(-1, 1).set(-2, bytes(point.x)).set(-3, bytes(point.y)))
}

function newKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { point: publicKey.export({ format: 'jwk' }) as { x: string; y: string }, privateKey }
}

const bytes = (encoded: string) => Buffer.from(encoded, 'base64url')
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()
