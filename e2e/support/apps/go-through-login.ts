import { expect, type Page } from 'playwright/test'
import { fill, type Person, press } from '../steps/person'
import type { App } from './an-app'

/** For several redirects between servers on a busy machine, in milliseconds. */
const PATIENCE = 30_000

/** On the page of a login that is open. */
export async function logInHere(page: Page, { email, password }: Pick<Person, 'email' | 'password'>): Promise<void> {
  await fill(page, { email, password })
  await press(page, 'login')
}

/** The app greets the person, on a page of its own. */
export async function welcomed(page: Page, { url }: App, email: string): Promise<void> {
  await expect(page.getByRole('heading', { name: `Welcome to Wiki, ${email}` })).toBeVisible({ timeout: PATIENCE })
  expect(page.url().startsWith(url)).toBe(true)
}
