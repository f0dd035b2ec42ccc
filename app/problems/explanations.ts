import type { FailureCode } from '@/lib/result'

/** For developers of API clients: the cause of each refusal and what to do about it. */
export const explanations: Record<FailureCode, string> = {
  'malformed-request':
    'The request line or a header is not unambiguous HTTP/1.1. Typical causes are an invalid percent escape in the URL, two Host headers, or a transfer encoding other than chunked.',
  'malformed-json': 'The body is not valid JSON in UTF-8, or it is an array or a single value. Send one JSON object.',
  'malformed-form':
    'The form did not come from a page of this site, or only part of it arrived. Reload the page and try again.',
  'secret-in-url':
    'The query string contains an email, a password, a code or a token. URLs end up in logs and browser histories, so send these in the JSON body.',
  'bad-signature':
    'A webhook must be signed with RESEND_WEBHOOK_SECRET over its exact body, and the signature is valid for five minutes.',
  'link-expired': 'The token is genuine but too old. The email says how long its link works. Request a new email.',
  'link-used': 'The token works only once and has already been used. If that wasn’t you, request a new email.',
  'link-replaced':
    'A newer email replaced this link, or a later change to the account canceled it. Only the newest link works.',
  'link-invalid': 'The token is incomplete, altered or not issued by this site. Copy the whole link from the email.',
  'login-expired':
    'The login token works for ten minutes, for one login and for five wrong codes. A new password, a later login or a change of two-step login can end it earlier. Log in with the password again.',
  'set-up-expired':
    'The setup of an authenticator app ends after 30 minutes, with its session, or when a new one starts. Start again with POST /api/authenticator-app.',
  'invalid-credentials':
    'No account has this combination of email and password. The answer never reveals which of the two is wrong or whether the account is disabled.',
  unauthenticated:
    'Send the access token from /api/login as “Authorization: Bearer …”. If you did, the session has ended: log in again.',
  'wrong-password':
    'Sensitive changes require the account’s current password, and the one sent is wrong. An API client must send it as “current_password” every time.',
  'second-step-required':
    'The account has two-step login. Send the member “login_token” to POST /api/login/second-step, with a “code” or the “credential” of a passkey. The member “methods” says what the account owner can use now. The token is no session and is accepted nowhere else.',
  'wrong-code':
    'The code is wrong, too old, or was already used: each works only once. The member “attempts_left” of a login says how many codes its login token still accepts.',
  'passkey-refused':
    'The answer of the passkey is wrong, was made for another request, or came too late: a challenge works once, within 15 minutes. The refusal reveals neither which of these it is nor whether the account is disabled. Request new options and try again.',
  'passkey-unknown':
    'No account of this site has a passkey with this ID, for example because it was removed some time ago. A browser can be told with PublicKeyCredential.signalUnknownCredential().',
  'passkey-removed':
    'The answer of the passkey is right, but the passkey was removed from its account in the last eight days. Don’t tell the browser to delete it yet: “This wasn’t me” in the email about the removal makes it work again.',
  'confirmation-required':
    'Sensitive changes of an account with two-step login require the “credential” of a passkey, “current_password” and “code” together, or a “confirmation” from POST /api/confirm. The member “methods” says what the account owner can use now.',
  'second-factor-setup-required':
    'This site requires two-step login, and the account does not have it yet. Until its owner has set up an authenticator app or turned it on with a passkey, its sessions can only do that, verify or change the email, and list and end sessions.',
  'email-unverified':
    'Two-step login and passkeys can be set up only once the account’s email is verified. Otherwise, someone could set them up who does not own the email.',
  forbidden: 'The role of this member of staff does not include that command. An operator can change the role.',
  'staff-account':
    'The account belongs to a member of staff. Support can’t act on it, and it can’t be deleted before an operator removes it from staff.',
  'registration-closed': 'This site does not accept new accounts: its setting REGISTRATION is “closed”.',
  'cross-site':
    'Forms and requests with a session cookie must come from this site’s own pages: their Origin must equal APP_URL. Pages of other origins can call the JSON API without cookies if the setting CORS_ORIGINS lists them. A request with a bearer token and no cookie can come from anywhere.',
  'not-found': 'There is no operation at this URL.',
  'client-unknown':
    'No app is registered under this client ID. The operator finds the IDs with “rekey clients list”. Upper and lower case count.',
  'method-not-allowed': 'The Allow header of the answer lists the methods that this URL supports.',
  'page-outdated':
    'The site was updated while the page was open, and its form belongs to the previous version. Nothing was changed. Reload the page and try again.',
  'account-exists':
    'The email, or on a site that asks for one the phone number, belongs to an existing account. Log in, or reset the password.',
  'client-exists':
    'The operator chose a client ID that another app already has. Choose another one, or change that client.',
  'two-step-off':
    'The operation needs two-step login, which is off for this account. Set up an authenticator app or turn it on with a passkey first.',
  'last-admin':
    'Nobody would be left who can enter the console as an admin. Add another admin first: npx rekey staff add.',
  'second-factor-required':
    'The operator requires two-step login of every account (the setting SECOND_FACTOR), so it cannot be turned off. Its second factors can be replaced.',
  'last-factor':
    'Two-step login needs an authenticator app or a passkey. Add another one before you remove this one, or turn off two-step login.',
  'no-second-factor':
    'Two-step login needs an authenticator app or a passkey, and the account has neither. Set one up before you turn it on.',
  'passkey-exists': 'The passkey belongs to an account of this site already. Each can be added once.',
  'too-many-passkeys': 'An account has at most 20 passkeys. Remove one before you add another.',
  'passkeys-unavailable':
    'Passkeys work only for a domain, and the APP_URL of this site has an IP address. Options for an account are refused too if all its passkeys were made for another domain, or if it has none.',
  'too-large': 'No operation accepts a body of more than 16 KiB.',
  'not-json': 'Set the header “Content-Type: application/json”. The only supported charset is UTF-8.',
  'encoded-body':
    'The body is compressed, or the Content-Encoding header says so. Send the body uncompressed and without that header.',
  'invalid-input': 'The member “errors” names each rejected field with a JSON pointer and says what is wrong with it.',
  'narrow-search':
    'An operator’s search was ended after two seconds. It says nothing about whether there are such accounts: type more of the email or name, or all of it.',
  'too-many-requests': 'The Retry-After header says how many seconds to wait before the next attempt.',
  unexpected: 'This is an error on our side. We logged it under the request ID in the answer.',
  unavailable:
    'The database is unavailable, or too many logins are waiting. Try again after the number of seconds in the Retry-After header.',
}
