import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright/test'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

/** What axe finds against WCAG 2.2 A and AA and its best practices, one line each; an empty list is what to expect. */
export async function axe(page: Page): Promise<string[]> {
  if (await page.evaluate(() => matchMedia('(scripting: none)').matches)) return axeOnCopy(page)
  await page.evaluate(source)
  const { violations } = await page.evaluate(
    (options: RunOptions): Promise<AxeResults> => Reflect.get(window, 'axe').run(document, options),
    { runOnly: tags },
  )
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`))
}

/** Without JavaScript axe's own timers stand still, so it looks at a copy, in which no script but axe may run. */
async function axeOnCopy(page: Page): Promise<string[]> {
  const html = (await page.content()).replace(/<\/?noscript[^>]*>/g, '')
  const context = await page.context().browser()!.newContext({ javaScriptEnabled: true, viewport: page.viewportSize() })
  const copy = await context.newPage()
  const headers = { 'content-security-policy': "script-src 'none'" }
  await copy.route(page.url(), (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: html, headers }),
  )
  await copy.goto(page.url())
  const found = await axe(copy)
  await context.close()
  return found
}
