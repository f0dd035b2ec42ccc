import { everyday } from '../support/needs'
import { ways } from '../support/pages/looks'
import { haveTitlesOfTheirOwn, showErrors, visit } from '../support/pages/visit-pages'
import { linkIn } from '../support/servers/smtp-mailbox'
import { accountPages } from '../support/steps/account-pages'
import { openAccount } from '../support/steps/open-account'
import { forgotPassword } from '../support/steps/person'
import { test } from '../support/test'

const publicPages = [
  '/',
  '/register',
  '/register?sent',
  '/login',
  '/forgot-password',
  '/forgot-password?sent',
  '/reset-password',
  '/problems/link-used',
  '/no-such-page',
]
const notices = [
  '/login?notice=password-reset',
  '/login?notice=deletion-asked',
  '/verify-email',
  '/confirm-email',
  '/undo-email',
  '/not-me',
  '/contest',
]
const accountNotices = [
  '/account?saved',
  '/account?wait=42',
  '/account?refused=unavailable',
  '/account/password?saved',
  '/account/email?sent',
  '/account/security?off',
  '/account/sessions?others-ended',
  '/account/activity?before=00000000-0000-7000-8000-000000000000',
]

for (const { name, use } of ways) {
  test.describe(name, () => {
    test.use(use)

    test('every form with errors is accessible [K1]', { tag: everyday }, async ({ page }) => {
      await showErrors(page, { '/register': 'register', '/login': 'login', '/forgot-password': 'forgotPassword' })
    })

    test('every page is accessible and has its own title [K1 K7 K8]', { tag: everyday }, async ({ page }) => {
      await haveTitlesOfTheirOwn(page, publicPages)
    })

    test('every notice is accessible', async ({ page, person }) => {
      test.slow()
      for (const path of notices) await visit(page, path)
      await openAccount(page, person)
      for (const path of accountNotices) await visit(page, path)
    })

    test('the pages of an account are accessible', { tag: everyday }, async ({ page, person, mailbox }) => {
      test.slow()
      await openAccount(page, person)
      await haveTitlesOfTheirOwn(page, [...accountPages, '/account/confirm'])
      await showErrors(page, {
        '/account/password': 'changePassword',
        '/account/email': 'changeEmail',
        '/account/delete': 'deleteAccount',
      })
      await forgotPassword(page, person)
      await visit(page, linkIn(await mailbox.waitFor(person.email, { subject: /reset/i })))
    })
  })
}
