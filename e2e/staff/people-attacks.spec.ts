import type { Page } from 'playwright/test'
import postgres from 'postgres'
import { runCommand } from '../support/apps/an-app'
import { onPostgres } from '../support/needs'
import { pageFaults } from '../support/pages/page-faults'
import { isFit } from '../support/pages/page-is-fit'
import type { Site } from '../support/servers/site'
import { loginAsProgram } from '../support/steps/open-account'
import { type Account, act, anAccount, openPerson, search } from '../support/steps/people'
import { login } from '../support/steps/person'
import { enter, openConsole } from '../support/steps/staff'
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
      await isInert(page, text, 'a search')
    }
    await isFit(page, 'a hostile search')
    expect(faults).toEqual([])
    expect([...asked]).toEqual([site.url])
  })

  test('no email, phone number, name or reason is in a URL, a redirect or the log of a whole journey [N25]', async ({
    page,
    person,
    mailbox,
    site,
    request,
  }) => {
    test.slow()
    const marked = { first_name: 'Canaryfirst', last_name: 'Canarylast', email: `canary.${Date.now()}@example.com` }
    const ann = await anAccount(site, request, marked)
    const urls: string[] = []
    page.on('request', (sent) => urls.push(sent.url(), sent.headers().referer ?? ''))
    page.on('response', async (answer) =>
      urls.push(answer.headers().location ?? '', answer.headers()['x-action-redirect'] ?? ''),
    )
    page.on('framenavigated', (frame) => urls.push(frame.url()))
    await openConsole(page, person, { mailbox, site, role: 'admin' })
    for (const text of [ann.email, ann.phone_number, 'Canarylast', 'canaryfirst can', 'canary.nobody@example.com']) {
      await page.goto('/staff/people')
      await search(page, text)
      await expect(page).toHaveURL(/\/staff\/people(\/[\da-f-]+|\?s=.+)$/)
    }
    await openPerson(page, ann)
    await act(page, 'Disable account', 'The account is disabled.')
    expect(await page.title()).not.toContain('Canary')
    await page.goto('/staff/people/create')
    const fresh = { 'First name': 'Canarynew', 'Last name': 'Canarynewlast', Email: 'canary.new' }
    for (const [label, value] of Object.entries(fresh)) await page.getByLabel(label, { exact: true }).fill(value)
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page).toHaveURL(/refused=invalid-input&typed=/)
    const seen = [...urls, ...site.log()].map((each) => decodeURIComponent(each.replace(/%(?![\da-f]{2})/gi, '')))
    expect(urls.filter((url) => url.includes('/staff/people')).length).toBeGreaterThan(10)
    for (const canary of [/canary/i, new RegExp(ann.phone_number)])
      expect(seen.filter((each) => canary.test(each))).toEqual([])
  })

  test('opening the pages changes nothing but the note that somebody looked, which the account owner does not see [N16 N28]', {
    tag: onPostgres,
  }, async ({ page, person, mailbox, site, request, elsewhere }) => {
    await openConsole(page, person, { mailbox, site, role: 'admin' })
    const ann = await anAccount(site, request)
    const paths = [
      `/staff/people/${ann.id}`,
      `/staff/people/${ann.id}?done=users%20disable&refused=forbidden`,
      '/staff/people',
      '/staff/people?state=disabled',
      '/staff/people/create',
      '/staff',
    ]
    await login(elsewhere, ann)
    const theirs = [person.email, ann.email]
    await idle(site, theirs)
    const before = await everything(site, theirs)
    const looks = await countActs(site, ann)
    for (const path of paths)
      for (const method of ['GET', 'HEAD'])
        expect((await page.request.fetch(path, { method })).status(), path).toBe(200)
    expect(await everything(site, theirs)).toEqual(before)
    expect(await countActs(site, ann)).toBe(looks + 4)
    await page.goto('/staff/people')
    await search(page, ann.email)
    await expect(page).toHaveURL(`/staff/people/${ann.id}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Byron/)
    expect(await countActs(site, ann)).toBe(looks + 5)
    await elsewhere.goto('/account/activity')
    await expect(elsewhere.locator('ol > li')).toHaveText([/^Logged in/, /^Account created/])
  })

  test('an act takes our own origin, an open console, and a command that the console offers [N28]', async ({
    page,
    person,
    mailbox,
    site,
    request,
  }) => {
    await openConsole(page, person, { mailbox, site, role: 'admin' })
    const ann = await anAccount(site, request)
    await openPerson(page, ann)
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Disable account' }) })
    await page.reload({ waitUntil: 'networkidle' })
    const html = await (await page.request.get(page.url())).text()
    const fields = fieldsOf(html, 'Disable account')
    expect(fields).toMatchObject({ command: 'users disable', user: ann.id })
    await expect(form).toHaveCount(1)
    const post = async (more: Record<string, string>, origin = site.url) =>
      page.request.post(`/staff/people/${ann.id}`, {
        multipart: { ...fields, ...more },
        headers: { origin },
        maxRedirects: 0,
      })
    const isDisabled = async () => {
      type Answer = { user: { disabled_at: string | null } }
      return (await runCommand<Answer>(site, ['users', 'show', ann.id])).user.disabled_at !== null
    }
    for (const origin of ['https://evil.example', 'null']) expect((await post({}, origin)).status()).toBe(403)
    for (const command of ['users delete', 'users reset-link', 'users show', 'toString', ''])
      expect((await post({ command })).status(), command).toBe(404)
    expect((await post({ user: ann.email })).status()).toBe(404)
    const { origin } = new URL(site.url)
    const strangers = await request.post(`/staff/people/${ann.id}`, { multipart: fields, headers: { origin } })
    expect([404, 409]).toContain(strangers.status())
    expect(await isDisabled()).toBe(false)
    const done = await post({})
    expect([done.status(), done.headers().location]).toEqual([303, `/staff/people/${ann.id}?done=users%20disable`])
    expect(await isDisabled()).toBe(true)
    await page.goto('/staff')
    await page.getByRole('button', { name: 'Close the console' }).click()
    await expect(page).toHaveURL('/account')
    const closed = await post({ command: 'users enable' })
    expect(closed.headers().location).toBe(`/staff/enter?next=${encodeURIComponent(`/staff/people/${ann.id}`)}`)
    expect(await isDisabled()).toBe(true)
    await enter(page, person, `/staff/people/${ann.id}`)
    await expect(page).toHaveURL(`/staff/people/${ann.id}`)
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

async function countActs(site: Site, { id }: Account): Promise<number> {
  const sql = postgres(site.databaseUrl, { max: 1 })
  const [row] = await sql`select count(*)::int as acts from operator_acts where user_id = ${id}`
  await sql.end()
  return row!.acts
}

/** Every row of the database but the acts and what the sweeper counts, and when the console was last in use. */
async function everything(site: Site, recipients: string[]): Promise<Record<string, string>> {
  const sql = postgres(site.databaseUrl, { max: 1 })
  const tables = await sql`select relname as name from pg_stat_user_tables where schemaname = 'public' order by relname`
  const all: Record<string, string> = {}
  for (const { name } of tables.filter(({ name }) => !/^(operator_acts|daily_counts)$/.test(name))) {
    // Emails to others may still be on their way.
    const theirs = name === 'emails' ? sql`where recipient in ${sql(recipients)}` : sql``
    const rows = await sql`select to_jsonb(t) - 'staff_seen_at' - 'last_seen_at' as row from ${sql(name)} t ${theirs}`
    all[name] = JSON.stringify(rows.map(({ row }) => JSON.stringify(row)).sort())
  }
  await sql.end()
  return all
}

/** Waits until every email to these recipients has been sent. */
async function idle(site: Site, recipients: string[]): Promise<void> {
  const sql = postgres(site.databaseUrl, { max: 1 })
  await expect(async () => {
    const [row] = await sql`select count(*)::int as waiting from emails
      where status = 'queued' and recipient in ${sql(recipients)}`
    expect(row!.waiting).toBe(0)
  }).toPass()
  await sql.end()
}

/** What the form with this button sends without script. */
function fieldsOf(html: string, button: string): Record<string, string> {
  const form = html.split('<form').find((each) => each.includes(`>${button}<`)) ?? ''
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)]
  return Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')]))
}
