import { randomBytes } from 'node:crypto'
import { accountDeletedEmail } from '@/emails/templates/account-deleted'
import { accountDeletionRequestedEmail } from '@/emails/templates/account-deletion-requested'
import { changedByOperatorEmail } from '@/emails/templates/changed-by-operator'
import { confirmRegistrationEmail } from '@/emails/templates/confirm-registration'
import { accountContestedEmail } from '@/emails/templates/email-change/account-contested'
import { accountTakenBackEmail } from '@/emails/templates/email-change/account-taken-back'
import { confirmEmailEmail } from '@/emails/templates/email-change/confirm-email'
import { contestSettledEmail } from '@/emails/templates/email-change/contest-settled'
import { emailChangeRequestedEmail } from '@/emails/templates/email-change/email-change-requested'
import { emailChangedEmail } from '@/emails/templates/email-change/email-changed'
import { emailTakenEmail } from '@/emails/templates/email-taken'
import { newDeviceEmail } from '@/emails/templates/new-device'
import { type OperatorChange, operatorChangeTexts } from '@/emails/templates/operator-change-texts'
import { passwordChangedEmail } from '@/emails/templates/password-changed'
import { phoneChangedEmail } from '@/emails/templates/phone-changed'
import { phoneTakenEmail } from '@/emails/templates/phone-taken'
import { resetPasswordEmail } from '@/emails/templates/reset-password'
import { trialEmail } from '@/emails/templates/trial-email'
import type { FactorChange } from '@/emails/templates/two-step/factor-change-texts'
import { recoveryCodeUsedEmail } from '@/emails/templates/two-step/recovery-code-used'
import { secondFactorChangedEmail } from '@/emails/templates/two-step/second-factor-changed'
import { secondStepFailedEmail } from '@/emails/templates/two-step/second-step-failed'
import { verifyEmailEmail } from '@/emails/templates/verify-email'
import { welcomeEmail } from '@/emails/templates/welcome'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { config } from '@/lib/config'

process.env.AUTH_SECRET ??= randomBytes(32).toString('base64')

/** A link with every character that HTML escapes. */
export const sampleLink = (page: string) => `${config().APP_URL}/${page}?token=eyJhbGciOiJIUzI1NiJ9.a-b_c.d&x=1`

/** The values in an email that come from others. */
export type Said = { firstName: string; email: string; ip?: string; device?: string; passkey?: string }

const ada = {
  firstName: 'Ada',
  email: 'ada@example.com',
  ip: '203.0.113.9',
  device: 'Firefox on Linux',
  passkey: 'Ada’s phone',
}
const at = new Date('2026-11-03T14:05:59Z')
const dueAt = new Date('2026-11-17T14:05:59Z')

/** Every email, as Ada gets it and with other values. */
export const sampleEmails = {
  welcome: sample(welcomeEmail),
  'welcome, to confirm': sample((said) => welcomeEmail({ ...said, verifyLink: sampleLink('verify-email') })),
  'verify-email': sample((said) =>
    verifyEmailEmail({ ...said, link: sampleLink('verify-email'), lifetimeMinutes: 1440 }),
  ),
  'confirm-registration': sample((said) =>
    confirmRegistrationEmail({ ...said, at, link: sampleLink('confirm-registration'), lifetimeMinutes: 1440 }),
  ),
  'email-taken': sample((said) => emailTakenEmail({ ...said, at, cause: 'registration' })),
  'email-taken, by a change': sample((said) => emailTakenEmail({ ...said, at, cause: 'email-change' })),
  'phone-taken': sample((said) =>
    phoneTakenEmail({ ...said, at, link: sampleLink('phone-taken'), lifetimeMinutes: 1440 }),
  ),
  'reset-password': sample((said) =>
    resetPasswordEmail({
      ...said,
      link: sampleLink('reset-password'),
      lifetimeMinutes: 60,
      at,
      notMe: sampleLink('not-me'),
    }),
  ),
  'password-changed': sample((said) => passwordChangedEmail({ ...noticed(said), by: 'change' })),
  'password-changed, by a reset': sample((said) => passwordChangedEmail({ ...noticed(said), by: 'reset' })),
  'email-change-requested': sample((said) => emailChangeRequestedEmail({ ...noticed(said), newEmail: said.email })),
  'confirm-email': sample((said) =>
    confirmEmailEmail({ ...said, newEmail: said.email, at, link: sampleLink('confirm-email'), lifetimeMinutes: 60 }),
  ),
  'email-changed': sample((said) =>
    emailChangedEmail({ ...noticed(said), newEmail: said.email, undo: sampleLink('undo-email') }),
  ),
  'account-taken-back': sample((said) => accountTakenBackEmail({ ...said, at, contest: sampleLink('contest') })),
  'account-contested': sample(accountContestedEmail),
  'contest-settled, won': sample((said) => contestSettledEmail({ ...said, outcome: 'won' })),
  'contest-settled, lost': sample((said) => contestSettledEmail({ ...said, outcome: 'lost' })),
  trial: sample(() => trialEmail(at)),
  'new-device': sample((said) => newDeviceEmail(noticed(said))),
  'phone-changed': sample((said) => phoneChangedEmail(noticed(said))),
  'second-factor-changed, on': factorChanged('two-step-on'),
  'second-factor-changed, off': factorChanged('two-step-off'),
  'second-factor-changed, by another app': factorChanged('authenticator-app-replaced'),
  'second-factor-changed, by new codes': factorChanged('recovery-codes-made'),
  'second-factor-changed, by removing the app': factorChanged('authenticator-app-removed'),
  'second-factor-changed, by a new passkey': passkeyChanged('passkey-added'),
  'second-factor-changed, by removing a passkey': passkeyChanged('passkey-removed'),
  'second-factor-changed, by an operator': factorChanged('factors-reset'),
  'recovery-code-used': codeUsed(7),
  'recovery-code-used, few left': codeUsed(3),
  'recovery-code-used, one left': codeUsed(1),
  'recovery-code-used, none left': codeUsed(0),
  'second-step-failed': sample((said) => secondStepFailedEmail({ ...noticed(said), failure: 'wrong-codes' })),
  'second-step-failed, unfinished': sample((said) =>
    secondStepFailedEmail({ ...noticed(said), failure: 'unfinished' }),
  ),
  'account-deletion-requested': sample((said) => accountDeletionRequestedEmail({ ...noticed(said), dueAt })),
  'account-deletion-requested, restored since': sample((said) => accountDeletionRequestedEmail(noticed(said))),
  'new-device, several': sample((said) => newDeviceEmail(several(said))),
  'password-changed, several': sample((said) => passwordChangedEmail({ ...several(said), by: 'change' })),
  'phone-changed, several': sample((said) => phoneChangedEmail(several(said))),
  'email-change-requested, several': sample((said) =>
    emailChangeRequestedEmail({ ...several(said), newEmail: said.email }),
  ),
  'account-deletion-requested, several': sample((said) => accountDeletionRequestedEmail({ ...several(said), dueAt })),
  'account-deleted': sample(accountDeletedEmail),
  ...ofEachOperatorChange((change) =>
    sample((said) =>
      changedByOperatorEmail({ ...said, at, change, dueAt: change === 'deletion-scheduled' ? dueAt : undefined }),
    ),
  ),
}

function sample(write: (said: Said) => Promise<EmailContent>) {
  return (said: Partial<Said> = {}) => write({ ...ada, ...said })
}

function factorChanged(change: FactorChange) {
  return sample((said) => secondFactorChangedEmail({ ...noticed(said), passkey: undefined, change }))
}

function passkeyChanged(change: FactorChange) {
  return sample((said) => secondFactorChangedEmail({ ...noticed(said), change }))
}

function codeUsed(left: number) {
  return sample((said) => recoveryCodeUsedEmail({ ...noticed(said), left }))
}

/** One entry for each kind of email about an operator's act. */
export function ofEachOperatorChange<T>(entry: (change: OperatorChange) => T) {
  const changes = Object.keys(operatorChangeTexts('')) as OperatorChange[]
  const entries = changes.map((change) => [`changed-by-operator, ${change}`, entry(change)])
  return Object.fromEntries(entries) as Record<`changed-by-operator, ${OperatorChange}`, T>
}

function noticed(said: Said) {
  return { ...said, at, notMe: sampleLink('not-me') }
}

/** Five events from more than two places. */
function several(said: Said) {
  const { ip, device } = said
  const places = [
    { at, ip, device },
    { at: new Date('2026-11-03T14:08:01Z'), ip, device: 'API client' },
  ]
  return { ...noticed(said), gathered: { count: 5, lastAt: new Date('2026-11-03T14:17:20Z'), places, unlisted: true } }
}

/** The links in the HTML, in order. */
export function hrefsOf({ html }: EmailContent): string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
}
