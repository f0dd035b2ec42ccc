import type { FoundSeat } from '@/db/provider/app-seats'

/**
 * What the app learns of the user. All of them are always there, so that a proxy which copies them replaces whatever the sender of a
 * request has made up.
 */
export function identityHeaders({ client, user }: FoundSeat): Record<string, string> {
  const isVerified = user.emailVerifiedAt !== null
  const email = isVerified && client.scopes.includes('email') ? user.email : ''
  const name = client.scopes.includes('profile') ? `${user.firstName} ${user.lastName}`.trim() : ''
  return {
    // In the form in which emails are compared, or an app would take an account whose owner writes it differently for another user.
    'Remote-User': client.remoteUser === 'email' ? user.emailCanonical : user.id,
    'Remote-Email': email,
    'Remote-Email-Verified': String(email !== ''),
    // Headers are ASCII, and names are not.
    'Remote-Name': encodeURIComponent(name),
    // There are no groups yet. An app must not take them from the sender of the request.
    'Remote-Groups': '',
  }
}
