import { expect, type Page } from 'playwright/test'
import type { Mailbox } from '../servers/smtp-mailbox'
import { linkInEmail } from './link-in-email'
import { aPerson, deleteAccount, fill, type Person, press } from './person'

type Attacker = Pick<Person, 'email' | 'password'>
type Attack = {
  /** The email that notifies the owner. */
  subject: RegExp
  /** Runs in a browser that has just logged in. Returns a link with which the attack would continue. */
  act: (page: Page, attacker: Attacker, mailbox: Mailbox) => Promise<string | undefined>
}

type Name = 'a login' | 'an email change request' | 'an email change' | 'a deletion'

/** What an attacker who knows the password can do to an account. */
export const attacks: Record<Name, Attack> = {
  'a login': { subject: /new login/i, act: async () => undefined },
  'an email change request': { subject: /email change requested/i, act: askNewAddress },
  'an email change': {
    subject: /email was changed/i,
    async act(page, attacker, mailbox) {
      const link = await askNewAddress(page, attacker, mailbox)
      await page.goto(link)
      await press(page, 'confirmEmail')
      await expect(page).toHaveURL(/changed/)
      return askNewAddress(page, { ...attacker, email: aPerson().email }, mailbox)
    },
  },
  'a deletion': {
    subject: /will be deleted/i,
    async act(page, stranger) {
      await deleteAccount(page, stranger)
      return undefined
    },
  },
}

async function askNewAddress(page: Page, { email }: Pick<Attacker, 'email'>, mailbox: Mailbox): Promise<string> {
  await page.goto('/account/email')
  await fill(page, { new_email: email })
  await press(page, 'changeEmail')
  await expect(page).toHaveURL(/sent/)
  return linkInEmail('/confirm-email', await mailbox.waitFor(email))
}
