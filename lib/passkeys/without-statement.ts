/**
 * The attestation object with `none` in place of what the device states about itself. We ask for no statement and believe none,
 * so the library must not check one: it would request the URLs in the certificates that come with the statement, which anyone can
 * make.
 */
export async function withoutStatement(attestationObject: string): Promise<string> {
  const { decodeAttestationObject, isoBase64URL, isoCBOR } = await import('@simplewebauthn/server/helpers')
  const authData = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject)).get('authData')
  const parts = new Map<string, string | Uint8Array | Map<string, string>>()
  parts.set('fmt', 'none').set('attStmt', new Map<string, string>()).set('authData', authData)
  return isoBase64URL.fromBuffer(isoCBOR.encode(parts))
}
