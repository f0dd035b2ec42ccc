import type { Page } from 'playwright/test'
import postgres from 'postgres'
import { onPostgres } from '../support/needs'
import { pageFaults } from '../support/pages/page-faults'
import { isFit } from '../support/pages/page-is-fit'
import type { Site } from '../support/servers/site'
import { loginAsProgram } from '../support/steps/open-account'
import { type Account, anAccount, search } from '../support/steps/people'
import { openConsole } from '../support/steps/staff'
import { expect, test, withoutLimits } from '../support/test'

/** What each text would do: run, turn the page round, move a terminal, or run in a spreadsheet. */
const hostile = [
  `<script>document.title='run'</script>`,
  `"><img src=x onerror="document.title='run'">`,
  'javascript:alert(1)//',
  '\u202egnirts\u2066 \u200f',
  '\u001b[31m\u001b]0;run\u0007',
  `=HYPERLINK("http://evil.example","click")`,
]

test.describe('the pages of people', () => {
  test.use({ environment: withoutLimits })

  test('no stored text runs or reorders them, in whatever field it stands [N27]', { tag: onPostgres }, async ({
    page,
    person,
    mailbox,
    site,
    request,
  }) => {
    test.slow()
    const faults = pageFaults(page)
    const asked = hostRequestsOf(page)
    await openConsole(page, person, { mailbox, site, role: 'admin' })
    for (const text of hostile) {
      const ann = await anAccount(site, request)
      await loginAsProgram(request, ann, [...text].filter((sign) => sign >= ' ' && sign <= '~').join(''))
      await plant(site, ann, text)
      for (const path of [`/staff/people/${ann.id}`, '/staff/people', '/staff/people?state=disabled']) {
        await page.goto(path)
        await expect(page.locator('.list').first()).toBeVisible()
        await isInert(page, text, path)
      }
      await search(page, text)
      await expect(page).toHaveURL(/\/staff\/people(\?s=|\/)/)
      await isInert(page, text, 'a search')
    }
    await isFit(page, 'a hostile search')
    expect(faults).toEqual([])
    expect([...asked]).toEqual([site.url])
  })
})

function hostRequestsOf(page: Page): Set<string> {
  const origins = new Set<string>()
  page.on('request', (request) => origins.add(new URL(request.url()).origin))
  return origins
}

/** The text changed neither the page's title nor its elements, and its direction marks are gone. */
async function isInert(page: Page, text: string, where: string): Promise<void> {
  expect(await page.title(), `${text} on ${where}`).not.toBe('run')
  expect(await page.locator('img, a[href^="javascript:"], a[href*="evil"]').count(), `${text} on ${where}`).toBe(0)
  const shown = await page.locator('#content').innerText()
  expect(shown, `${text} on ${where}`).not.toMatch(/\p{Cf}|(?![\n\t])\p{Cc}/u)
}

/** Puts the text into every field that the pages show, as a former version or another program may have. */
async function plant(site: Site, { id }: Account, text: string): Promise<void> {
  const sql = postgres(site.databaseUrl, { max: 1 })
  try {
    await sql`update users set first_name = ${text}, last_name = ${text}, disabled_at = now() where id = ${id}`
    await sql`update events set user_agent = ${text}, ip = null where user_id = ${id}`
    await sql`update sessions set user_agent = ${text} where user_id = ${id}`
    await sql`update emails set status = 'failed', last_error = ${text}, server_reply = ${text} where user_id = ${id}`
    await sql`insert into operator_acts (id, via, operator, act, user_id, reason)
      values (${id}, 'cli', ${text}, ${text}, ${id}, ${text})`
    await sql`insert into passkeys (id, user_id, credential_id, public_key, sign_count, name, rp_id, synced, transports)
      values (${id}, ${id}, ${id}, '', 0, ${text}, 'localhost', false, '{}')`
  } finally {
    await sql.end()
  }
}
