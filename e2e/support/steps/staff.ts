import { expect, type Page } from 'playwright/test'
import { runCommand } from '../apps/an-app'
import type { Site } from '../servers/site'
import type { Mailbox } from '../servers/smtp-mailbox'
import { openAccount } from './open-account'
import { fill, type Person, press } from './person'

/** Makes the account staff, as an operator does. */
export async function addStaff(site: Site, { email }: Pick<Person, 'email'>, role: 'admin' | 'support'): Promise<void> {
  await runCommand(site, ['staff', 'add', email, '--role', role, '--reason', 'a journey'])
}

/** A new account of staff whose console is open in this browser. */
export async function openConsole(
  page: Page,
  person: Person,
  { mailbox, site, role }: { mailbox: Mailbox; site: Site; role: 'admin' | 'support' },
): Promise<void> {
  await openAccount(page, person, mailbox)
  await addStaff(site, person, role)
  await enter(page, person)
  await expect(page).toHaveURL('/staff')
}

/** Enters the console with the password. */
export async function enter(page: Page, { password }: Pick<Person, 'password'>, path = '/staff'): Promise<void> {
  await page.goto(path)
  await expect(page).toHaveURL(/\/staff\/enter/)
  await fill(page, { current_password: password })
  await press(page, 'confirmOwner')
}
