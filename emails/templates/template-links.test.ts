import { test } from 'playwright/test'
import { config } from '@/lib/config'
import { hrefsOf, ofEachOperatorChange, sampleEmails, sampleLink } from '@/test/emails/sample-emails'
import { expect } from '@/test/expect'

const own = (page: string) => `${config().APP_URL}/${page}`

/** The links of each sample, the one that matters first. */
const leadsTo: Record<keyof typeof sampleEmails, () => string[]> = {
  welcome: () => [own('login'), own('forgot-password')],
  'welcome, to confirm': () => [sampleLink('verify-email'), own('login'), own('forgot-password')],
  trial: () => [],
  'verify-email': () => [sampleLink('verify-email'), own('forgot-password')],
  'confirm-registration': () => [sampleLink('confirm-registration')],
  'email-taken': () => [own('login'), own('forgot-password')],
  'email-taken, by a change': () => [own('login'), own('forgot-password')],
  'phone-taken': () => [sampleLink('phone-taken'), own('login')],
  'reset-password': () => [sampleLink('reset-password'), sampleLink('not-me')],
  'password-changed': () => [sampleLink('not-me')],
  'password-changed, by a reset': () => [sampleLink('not-me')],
  'email-change-requested': () => [sampleLink('not-me')],
  'confirm-email': () => [sampleLink('confirm-email')],
  'email-changed': () => [sampleLink('undo-email'), sampleLink('not-me')],
  'account-taken-back': () => [sampleLink('contest')],
  'account-contested': () => [],
  'contest-settled, won': () => [],
  'contest-settled, lost': () => [],
  'new-device': () => [sampleLink('not-me')],
  'phone-changed': () => [sampleLink('not-me')],
  'second-factor-changed, on': () => [sampleLink('not-me')],
  'second-factor-changed, off': () => [sampleLink('not-me')],
  'second-factor-changed, by another app': () => [sampleLink('not-me')],
  'second-factor-changed, by new codes': () => [sampleLink('not-me')],
  'second-factor-changed, by removing the app': () => [sampleLink('not-me')],
  'second-factor-changed, by a new passkey': () => [sampleLink('not-me')],
  'second-factor-changed, by removing a passkey': () => [sampleLink('not-me')],
  'second-factor-changed, by an operator': () => [sampleLink('not-me')],
  'recovery-code-used': () => [sampleLink('not-me')],
  'recovery-code-used, few left': () => [own('account/security'), sampleLink('not-me')],
  'recovery-code-used, one left': () => [own('account/security'), sampleLink('not-me')],
  'recovery-code-used, none left': () => [own('account/security'), sampleLink('not-me')],
  'second-step-failed': () => [sampleLink('not-me')],
  'second-step-failed, unfinished': () => [sampleLink('not-me')],
  'account-deletion-requested': () => [own('login'), sampleLink('not-me')],
  'account-deletion-requested, restored since': () => [sampleLink('not-me')],
  'new-device, several': () => [sampleLink('not-me')],
  'password-changed, several': () => [sampleLink('not-me')],
  'phone-changed, several': () => [sampleLink('not-me')],
  'email-change-requested, several': () => [sampleLink('not-me')],
  'account-deletion-requested, several': () => [own('login'), sampleLink('not-me')],
  'account-deleted': () => [],
  ...ofEachOperatorChange(() => () => []),
}

for (const [kind, sample] of Object.entries(sampleEmails)) {
  test(`${kind} has the same links in text and HTML, and in the text each is alone on its line`, async () => {
    const content = await sample()
    const links = [...leadsTo[kind as keyof typeof sampleEmails](), config().APP_URL]
    expect(content.text.split('\n').filter((line) => line.includes('://'))).toEqual(links)
    expect([...new Set(hrefsOf(content))]).toEqual(links)
  })
}

for (const [kind, sample] of Object.entries(sampleEmails)) {
  test(`each link of ${kind} is a button, and written out once at the foot`, async () => {
    const content = await sample()
    const links = leadsTo[kind as keyof typeof sampleEmails]()
    expect(hrefsOf(content)).toEqual([...links, ...links, config().APP_URL])
    const shown = content.html.replaceAll('&amp;', '&').replace(/<[^>]*>/g, '\n')
    const urls = shown.split('\n').filter((line) => line.includes('://'))
    expect(urls.slice(-links.length - 1)).toEqual([...links, config().APP_URL])
    expect(urls).toHaveLength(links.length + 1)
  })
}

test('each button says what it does', async () => {
  const buttons = await Promise.all(Object.values(sampleEmails).map(async (sample) => buttonsOf((await sample()).html)))
  expect(Object.fromEntries(Object.keys(sampleEmails).map((kind, i) => [kind, buttons[i]]))).toEqual({
    welcome: ['Log in', 'Reset password'],
    'welcome, to confirm': ['Verify email', 'Log in', 'Reset password'],
    trial: [],
    'verify-email': ['Verify email', 'Reset password'],
    'confirm-registration': ['Verify email'],
    'email-taken': ['Log in', 'Reset password'],
    'email-taken, by a change': ['Log in', 'Reset password'],
    'phone-taken': ['Use another number', 'Log in'],
    'reset-password': ['Choose a new password', 'Cancel reset request'],
    'password-changed': ['This wasn’t me'],
    'password-changed, by a reset': ['This wasn’t me'],
    'email-change-requested': ['This wasn’t me'],
    'confirm-email': ['Verify email'],
    'email-changed': ['Undo email change', 'This wasn’t me'],
    'account-taken-back': ['Contest the change'],
    'account-contested': [],
    'contest-settled, won': [],
    'contest-settled, lost': [],
    'new-device': ['This wasn’t me'],
    'phone-changed': ['This wasn’t me'],
    'second-factor-changed, on': ['This wasn’t me'],
    'second-factor-changed, off': ['This wasn’t me'],
    'second-factor-changed, by another app': ['This wasn’t me'],
    'second-factor-changed, by new codes': ['This wasn’t me'],
    'second-factor-changed, by removing the app': ['This wasn’t me'],
    'second-factor-changed, by a new passkey': ['This wasn’t me'],
    'second-factor-changed, by removing a passkey': ['This wasn’t me'],
    'second-factor-changed, by an operator': ['This wasn’t me'],
    'recovery-code-used': ['This wasn’t me'],
    'recovery-code-used, few left': ['Make new recovery codes', 'This wasn’t me'],
    'recovery-code-used, one left': ['Make new recovery codes', 'This wasn’t me'],
    'recovery-code-used, none left': ['Make new recovery codes', 'This wasn’t me'],
    'second-step-failed': ['This wasn’t me'],
    'second-step-failed, unfinished': ['This wasn’t me'],
    'account-deletion-requested': ['Log in and keep the account', 'This wasn’t me'],
    'account-deletion-requested, restored since': ['This wasn’t me'],
    'new-device, several': ['This wasn’t me'],
    'password-changed, several': ['This wasn’t me'],
    'phone-changed, several': ['This wasn’t me'],
    'email-change-requested, several': ['This wasn’t me'],
    'account-deletion-requested, several': ['Log in and keep the account', 'This wasn’t me'],
    'account-deleted': [],
    ...ofEachOperatorChange(() => []),
  })
})

function buttonsOf(html: string): string[] {
  return [...html.matchAll(/<a[^>]*class="(?:quiet-)?button"[^>]*>(.*?)<\/a>/gs)].map(([, inside = '']) =>
    inside
      .replace(/<!--.*?-->/gs, '')
      .replace(/<[^>]*>/g, '')
      .trim(),
  )
}
