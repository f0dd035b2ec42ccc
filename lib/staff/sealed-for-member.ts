import { EncryptJWT, jwtDecrypt } from 'jose'
import { keysFor } from '@/lib/secrets/secrets'

const HOURS = 8
const PURPOSE = 'console-url'
const ALGORITHM = { alg: 'dir', enc: 'A256GCM' } as const

/** What a page of the console has to remember in its URL although it is personal, such as a search. */
type Remembered = Record<string, unknown>
/** What it is: a text that was searched for, or a form that was refused. Neither can stand in for the other. */
type Use = 'search' | 'form'

/** Encrypts it for one member of staff: whoever else sees the URL, in a log or a history, can't read it. */
export function sealForMember(memberId: string, use: Use, remembered: Remembered): Promise<string> {
  const [key] = keysFor(PURPOSE) as [Uint8Array]
  return new EncryptJWT({ remembered })
    .setProtectedHeader(ALGORITHM)
    .setSubject(memberId)
    .setAudience(use)
    .setExpirationTime(`${HOURS}h`)
    .encrypt(key)
}

/** Reads it back; undefined if it is older than 8 hours, of another member, or was not made here. */
export async function openForMember(memberId: string, use: Use, sealed: unknown): Promise<Remembered | undefined> {
  if (typeof sealed !== 'string') return undefined
  for (const key of keysFor(PURPOSE)) {
    const opened = await decrypt(sealed, key, { subject: memberId, audience: use })
    if (opened) return opened
  }
  return undefined
}

async function decrypt(
  sealed: string,
  key: Uint8Array,
  whose: { subject: string; audience: Use },
): Promise<Remembered | undefined> {
  const only = {
    // Decided here and not by the header (RFC 8725 §3.1), so that no other algorithm is accepted.
    keyManagementAlgorithms: [ALGORITHM.alg],
    contentEncryptionAlgorithms: [ALGORITHM.enc],
    requiredClaims: ['exp', 'sub', 'aud'],
  }
  const opened = await jwtDecrypt(sealed, key, { ...only, ...whose }).catch(() => undefined)
  return opened?.payload.remembered as Remembered | undefined
}
