import postgres from 'postgres'
import { onPostgres } from '../support/needs'
import type { Site } from '../support/servers/site'
import { type Account, act, anAccount, openPerson, search } from '../support/steps/people'
import { login } from '../support/steps/person'
import { openConsole } from '../support/steps/staff'
import { expect, test, withoutLimits } from '../support/test'

test.describe('the pages of people', () => {
  test.use({ environment: withoutLimits })

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
})

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
