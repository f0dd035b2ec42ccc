export type RequestOptions = PublicKeyCredentialRequestOptionsJSON
export type CreationOptions = PublicKeyCredentialCreationOptionsJSON

/** The options as the browser takes them. Browsers from before 2025 may not read JSON themselves. */
export function readRequest(options: RequestOptions): PublicKeyCredentialRequestOptions {
  if (PublicKeyCredential.parseRequestOptionsFromJSON) return PublicKeyCredential.parseRequestOptionsFromJSON(options)
  const { challenge, allowCredentials } = options
  return { ...options, challenge: bytes(challenge), allowCredentials: listed(allowCredentials) } as never
}

export function readCreation(options: CreationOptions): PublicKeyCredentialCreationOptions {
  if (PublicKeyCredential.parseCreationOptionsFromJSON) return PublicKeyCredential.parseCreationOptionsFromJSON(options)
  const { challenge, user, excludeCredentials } = options
  const read = { challenge: bytes(challenge), user: { ...user, id: bytes(user.id) } }
  return { ...options, ...read, excludeCredentials: listed(excludeCredentials) } as never
}

/** The credential as JSON text. Some password managers return one whose own method throws. */
export function written(credential: PublicKeyCredential): string {
  try {
    return JSON.stringify(credential.toJSON())
  } catch {
    return JSON.stringify(byHand(credential))
  }
}

function byHand({ id, rawId, type, response }: PublicKeyCredential) {
  const sent: Record<string, unknown> = {}
  for (const name of ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle', 'attestationObject'] as const) {
    const value = (response as unknown as Record<string, ArrayBuffer | null | undefined>)[name]
    if (value) sent[name] = text(value)
  }
  const { getTransports } = response as AuthenticatorAttestationResponse
  if (getTransports) sent.transports = getTransports.call(response)
  return { id, rawId: text(rawId), type, clientExtensionResults: {}, response: sent }
}

function listed(credentials: PublicKeyCredentialDescriptorJSON[] | undefined) {
  return credentials?.map((each) => ({ ...each, id: bytes(each.id) }))
}

function bytes(base64url: string): Uint8Array {
  return Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (each) => each.charCodeAt(0))
}

function text(buffer: ArrayBuffer): string {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(buffer)))
  return base64.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
