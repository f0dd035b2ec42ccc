/**
 * What operators read of each refusal that an app has met: what the app did, and what to do about it. Somebody who was not let in
 * is described by `describeForbidden`.
 */
const phrases: Record<string, (detail: string) => string> = {
  'redirect-unregistered': (uri) =>
    `The app asked to send people to ${uri}, which is not one of its redirect URLs. They are compared character by character.`,
  'post-logout-unregistered': (uri) =>
    `The app asked to send people to ${uri} after a logout, which is not one of its post-logout URLs.`,
  'login-unseen': (host) =>
    `The proxy at ${host} asked about a request without the cookie of somebody who is logged in. It has to send the Cookie header to /forward-auth.`,
  invalid_client: () => 'The app sent a wrong secret, or the secret in both the header and the body.',
  invalid_grant: (detail) => `The app redeemed a code or a refresh token that is not valid: ${detail}`,
  invalid_request: (detail) => `The app sent a request that is not valid: ${detail}`,
  invalid_scope: (detail) => `The app asked for scopes that it does not have: ${detail}`,
  unauthorized_client: (detail) => `The app tried something that it is not set up for: ${detail}`,
  unsupported_grant_type: () =>
    'The app asked for tokens in a way that Rekey does not offer. It needs the authorization code flow.',
  unsupported_response_type: () =>
    'The app did not ask for a code. It needs the authorization code flow: response_type=code.',
}

/** A refusal in words. One that has none here is described by its code. */
export function describeClientFault(code: string, detail: string): string {
  const phrase = Object.hasOwn(phrases, code) ? phrases[code] : undefined
  return phrase?.(detail) ?? [code, detail].filter(Boolean).join(': ')
}
