import type { FailureCode } from '@/lib/result'

/** For whoever wrote the client: what brought the refusal about, and what to do. */
export const explanations: Record<FailureCode, string> = {
  'malformed-request':
    'Its first line or its headers are not HTTP/1.1 as everybody reads it: a broken percent sign in the address, two hosts, or a body in an encoding other than chunked.',
  'malformed-json':
    'The body could not be read as JSON in UTF-8, or it was a list or a bare value. Send one JSON object.',
  'malformed-form':
    'A form was sent to a page that no page of this site has made, or only part of it arrived. Load the page again.',
  'secret-in-url':
    'The query string held an email, a password or a token. URLs are kept in logs and histories, so these belong in the JSON body.',
  'bad-signature':
    'A webhook counts only with the signature that its sender makes with RESEND_WEBHOOK_SECRET over the body as it is, and for five minutes.',
  'link-expired':
    'The token of the mailed link is authentic but too old; its mail says for how long it was good. Ask for a new mail.',
  'link-used': 'The token has done its work already and works only once. Ask for a new mail if this was not you.',
  'link-replaced':
    'A newer mail was sent, or the account was changed since so that the link no longer holds. Only the newest link works.',
  'link-invalid': 'The token is cut, altered or not one of ours. Copy the whole link from the mail.',
  'invalid-credentials':
    'No account has this email and password together. Which of the two is wrong is never told, nor whether the account is disabled.',
  unauthenticated: 'Send the access token of /api/login as “Authorization: Bearer …”. It may have ended: log in again.',
  'wrong-password':
    'What can harm the account asks for its password again, and this was not it. A program gives it as “current_password” each time.',
  'registration-closed': 'This site takes no new accounts: its setting REGISTRATION is “closed”.',
  'cross-site':
    'A form or a request with a session cookie must come from this site’s own pages: its Origin must be the configured address of this site. Pages of other origins may call the JSON addresses where the setting CORS_ORIGINS lists them, without cookies. A request with a bearer token and no cookie may come from anywhere.',
  'not-found': 'No operation has this address.',
  'method-not-allowed': 'The Allow header of the answer names the methods that this address takes.',
  'page-outdated':
    'The site was brought up to date while the page was open: its form asks for something by a name that this version does not know. Nothing was done.',
  'account-exists': 'Email or phone number belongs to an account already. Log in, or ask for a new password.',
  'too-large': 'No operation takes a body of more than 16 KiB.',
  'not-json': 'Set the header “Content-Type: application/json”; the charset can only be UTF-8.',
  'encoded-body':
    'The body was compressed, or the header Content-Encoding said so. Leave that header out and send the body as it is.',
  'invalid-input': 'The member “errors” names each field by a JSON pointer and says what is wrong with it.',
  'too-many-requests': 'The Retry-After header says in seconds when to try again.',
  unexpected: 'The fault is ours. The request id in the answer finds it in our log.',
  unavailable:
    'The database is away, or more logins wait than can be worked off. Try again after the seconds in Retry-After.',
}
