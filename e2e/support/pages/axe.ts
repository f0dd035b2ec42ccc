import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, Page } from 'playwright/test'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']
// Passed rules are not collected, because nobody reads them and they take half the time.
const options: RunOptions = { runOnly, resultTypes: ['violations'] }

/** The violations of WCAG 2.2 A and AA and of axe's best practices, or of `rules` alone, one line each. Tests expect an empty list. */
export async function axe(page: Page, rules?: readonly string[]): Promise<string[]> {
  // The URL of a new page is there before the rest of it.
  await page.waitForLoadState('domcontentloaded')
  if (await page.evaluate(() => matchMedia('(scripting: none)').matches)) return axeOnCopy(page)
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(source)
  const violations = await page.evaluate(
    (options: RunOptions): Promise<AxeResults['violations']> =>
      Reflect.get(window, 'axe')
        .run(document, options)
        .then((results: AxeResults) => results.violations),
    rules ? { ...options, runOnly: [...rules] } : options,
  )
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`))
}

/** Without JavaScript, axe's own timers do not run, so it examines a copy in which only axe may run scripts. */
async function axeOnCopy(page: Page): Promise<string[]> {
  const html = (await page.content()).replace(/<\/?noscript[^>]*>/g, '')
  const copy = await pageForCopies(page.context().browser()!)
  await copy.setViewportSize(page.viewportSize()!)
  const headers = { 'content-security-policy': "script-src 'none'" }
  const answer = { contentType: 'text/html; charset=utf-8', body: html, headers }
  await copy.route(page.url(), (route) => route.fulfill(answer), { times: 1 })
  await copy.goto(page.url())
  return axe(copy)
}

const pagesForCopies = new WeakMap<Browser, Promise<Page>>()

/** One page for each browser, because a new page takes longer than axe itself. */
function pageForCopies(browser: Browser): Promise<Page> {
  const page =
    pagesForCopies.get(browser) ?? browser.newContext({ javaScriptEnabled: true }).then((each) => each.newPage())
  pagesForCopies.set(browser, page)
  return page
}
