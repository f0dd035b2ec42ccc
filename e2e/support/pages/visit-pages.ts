import { expect, type Page } from 'playwright/test'
import { type buttons, press } from '../steps/person'
import { isFitInEveryLook } from './page-is-fit'

export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await isFitInEveryLook(page, path)
}

export async function titleOnceFit(page: Page, path: string): Promise<string> {
  await visit(page, path)
  return page.title()
}

export async function haveTitlesOfTheirOwn(page: Page, paths: readonly string[]): Promise<void> {
  const titles: string[] = []
  for (const path of paths) titles.push(await titleOnceFit(page, path))
  expect(new Set(titles).size, titles.join('\n')).toBe(paths.length)
}

/** Sends each form empty. */
export async function showErrors(page: Page, forms: Record<string, keyof typeof buttons>): Promise<void> {
  for (const [path, button] of Object.entries(forms)) {
    await page.goto(path)
    await press(page, button)
    await expect(page.locator('.summary')).toBeFocused()
    await expect(page).toHaveTitle(/^Error: /)
    await isFitInEveryLook(page, `${path} with errors`)
  }
}

/** As long as accounts and apps may have them, and without a place to break the line. */
export const longNames = { first_name: 'Wolfeschlegelsteinhausen', last_name: 'Bergerdorffwelchevoralternwaren' }
