import type { APIRequestContext, Page } from 'playwright/test'
import { expect } from 'playwright/test'
import { runCommand } from '../apps/an-app'
import type { Site } from '../servers/site'
import { registerQuickly } from './open-account'
import { aPerson, type Person } from './person'

/** An account that staff look after in a journey. */
export type Account = Person & { id: string }

export async function anAccount(site: Site, request: APIRequestContext, more: Partial<Person> = {}): Promise<Account> {
  const person = { ...aPerson(), ...more }
  await registerQuickly(request, person)
  const { user } = await runCommand<{ user: { id: string } }>(site, ['users', 'show', person.email])
  return { ...person, id: user.id }
}

/** Searches from whatever page of the console has the field. */
export async function search(page: Page, text: string): Promise<void> {
  await page.getByLabel('Find an account').fill(text)
  await page.getByRole('button', { name: 'Search', exact: true }).click()
}

export async function openPerson(page: Page, { id }: Pick<Account, 'id'>): Promise<void> {
  await page.goto(`/staff/people/${id}`)
  await expect(page.getByRole('heading', { name: 'Why can’t they log in?' })).toBeVisible()
}

/** Presses the button of an act and waits for its notice. */
export async function act(page: Page, button: string, notice: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  await expect(page.locator('.notice')).toContainText(notice)
}
