import type { Browser, Page } from 'playwright/test'
import postgres from 'postgres'
import { onPostgres } from '../support/needs'
import { plugIn } from '../support/servers/database-cable'
import { startSite } from '../support/servers/site'
import { freshDatabase } from '../support/servers/test-database'
import { buttons, fill, login, type Person, register } from '../support/steps/person'
import { expect, test } from '../support/test'

type Way = { begin(database: URL, pull: () => void): unknown; end(database: URL, plugIn: () => void): unknown }

const readOnly = 'default_transaction_read_only'
const outages: Record<string, Way> = {
  'is unreachable': { begin: (_, pull) => pull(), end: (_, plugIn) => plugIn() },
  'accepts no connections': {
    begin: (database) => change(database, (name) => `alter database ${name} with allow_connections false`),
    end: (database) => change(database, (name) => `alter database ${name} with allow_connections true`),
  },
  'accepts no writes': {
    begin: (database) => change(database, (name) => `alter database ${name} set ${readOnly} = on`),
    end: (database) => change(database, (name) => `alter database ${name} reset ${readOnly}`),
  },
}

for (const [what, { begin, end }] of Object.entries(outages)) {
  test(`while the database ${what}, API clients get 503 and people a message, and everything works afterwards [J1 J6]`, {
    tag: onPostgres,
  }, async ({ browser, request, person }) => {
    const database = await freshDatabase()
    const cable = await plugIn(new URL(database.url))
    const site = await startSite({ databaseUrl: cable.url })
    const context = await browser.newContext({ baseURL: site.url, javaScriptEnabled: false })
    const page = await context.newPage()
    await register(page, person)
    await login(page, person)
    await expect(page).toHaveURL(/account$/)
    const forms = [await openForm(browser, site.url, true), await openForm(browser, site.url, false)]

    await begin(new URL(database.url), cable.pull)
    for (const form of forms) await saysThatItIsAway(form, person)
    const answer = await request.post(`${site.url}/api/login`, { data: person })
    expect([answer.status(), answer.headers()['retry-after'], (await answer.json()).code]).toEqual([
      503,
      '5',
      'unavailable',
    ])
    expect((await request.get(`${site.url}/readyz`)).status()).toBe(503)
    expect((await request.get(`${site.url}/healthz`)).status()).toBe(200)
    for (const path of ['/', '/account', '/login']) {
      const shown = await page.goto(path)
      expect([path, shown?.status(), shown?.headers()['retry-after']]).toEqual([path, 503, '5'])
      await expect(page.getByRole('heading', { name: 'We’re temporarily unavailable' })).toBeVisible()
    }
    // A page that is made once for everyone must not be made during the outage.
    for (const path of ['/', '/login', '/register', '/forgot-password']) {
      const shown = await (await fetch(site.url + path)).text()
      expect([path, shown.includes('try again in a moment')]).toEqual([path, false])
    }
    const log = site.log().join('\n')
    expect(log).not.toMatch(/Failed query|password_hash|params:/)
    expect(log).not.toContain('"unexpected"')

    await end(new URL(database.url), cable.plugIn)
    await expect(async () => {
      expect((await request.post(`${site.url}/api/login`, { data: person })).status()).toBe(200)
    }).toPass()
    await page.goto('/account')
    await expect(page.getByText(person.email).first()).toBeVisible()
    expect((await request.get(`${site.url}/readyz`)).status()).toBe(200)
    for (const each of [context, ...forms.map((form) => form.context())]) await each.close()
    await site.stop()
    await cable.pull()
    await database.drop()
  })
}

async function openForm(browser: Browser, baseURL: string, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ baseURL, javaScriptEnabled })
  const page = await context.newPage()
  await page.goto('/login')
  return page
}

/** Sends a form that was open already. It keeps the email and says to try again. */
async function saysThatItIsAway(page: Page, { email, password }: Person) {
  await fill(page, { email, password })
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: buttons.login, exact: true }).click()
  const answer = await answered
  expect([answer.status(), answer.headers()['retry-after']]).toEqual([503, '5'])
  await expect(page.getByText('Please try again in a moment.')).toBeVisible()
  await expect(page.getByLabel('Email')).toHaveValue(email)
}

/** Changes the database from another one, as an operator would, and ends open connections. */
async function change(database: URL, statement: (name: string) => string) {
  const name = database.pathname.slice(1)
  const server = new URL(database)
  server.pathname = '/postgres'
  const client = postgres(server.href, { max: 1, onnotice: () => {} })
  await client.unsafe(statement(name))
  await client`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`
  await client.end()
}
