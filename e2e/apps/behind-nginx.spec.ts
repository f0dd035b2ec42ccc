import { runCommand } from '../support/apps/an-app'
import { admitted, aPage, askedToLogIn, enter, identityOf, logOutAt, urlAt } from '../support/apps/enter-proxied'
import { forgedIdentity, forgedQuestion, identityIn } from '../support/apps/forged-identity'
import { nginx, nginxIsHere } from '../support/apps/nginx'
import { hosts } from '../support/apps/proxied-apps'
import { expect, test } from '../support/apps/proxied-test'
import { missing } from '../support/needs'
import { inDatabase } from '../support/servers/in-database'
import { linkIn } from '../support/servers/smtp-mailbox'
import { aPassword, forgotPassword, resetPassword } from '../support/steps/person'

test.use({ inFront: nginx })
test.skip(!nginxIsHere(), missing.nginx.reason)

for (const script of [true, false]) {
  test.describe(script ? 'nginx' : 'nginx without script', () => {
    test.use({ script })

    test('a browser arrives at the page that it asked for, enters another domain unasked, and one logout ends both [P32, P11]', async ({
      page,
      person,
      apps,
      request,
    }) => {
      const identity = await identityOf(request, person)
      const path = aPage()
      await enter(page, person, 'wiki', path)
      expect(identityIn(apps.heard('wiki')[0]!)).toEqual(identity)
      await page.goto(urlAt('board', path))
      await admitted(page, 'board', path)
      expect(identityIn(apps.heard('board')[0]!)).toEqual(identity)
      await logOutAt(page, 'board')
      for (const app of ['wiki', 'board'] as const) {
        await page.goto(urlAt(app, path))
        await askedToLogIn(page)
      }
    })
  })
}

test('a password reset in another browser ends the access to every app [P32, P11]', async ({
  page,
  person,
  apps,
  mailbox,
  elsewhere,
}) => {
  const path = aPage()
  await enter(page, person, 'wiki', path)
  await page.goto(urlAt('board', path))
  await admitted(page, 'board', path)
  await forgotPassword(elsewhere, person)
  const link = linkIn(await mailbox.waitFor(person.email, { subject: /reset/i }))
  await resetPassword(elsewhere, link, aPassword())
  for (const app of ['wiki', 'board'] as const) {
    const { length } = apps.heard(app)
    await page.goto(urlAt(app, path))
    await askedToLogIn(page)
    expect(apps.heard(app)).toHaveLength(length)
  }
})

test('somebody who is not on the list sees a page instead of a circle, and the list decides at every request [P32]', async ({
  page,
  person,
  apps,
  site,
}) => {
  const path = aPage()
  await enter(page, person)
  await page.goto(urlAt('plans', path))
  await expect(page.getByText('admits only people on its list')).toBeVisible()
  await runCommand(site, ['clients', 'allow', apps.ids.plans, person.email])
  await page.goto(urlAt('plans', path))
  await admitted(page, 'plans', path)

  // As if the list had changed while a request is answered: the seat is still there.
  await inDatabase(site, (sql) => sql`delete from client_users where client_id = ${apps.ids.plans}`)
  const refused = await page.goto(urlAt('plans', path))
  expect([refused?.status(), page.url()]).toEqual([403, urlAt('plans', path)])
  await expect(page.getByText(`You’re logged in as ${person.email}.`)).toBeVisible()

  await runCommand(site, ['clients', 'allow', apps.ids.plans, person.email])
  await page.goto(urlAt('plans', path))
  await admitted(page, 'plans', path)
  await runCommand(site, ['clients', 'deny', apps.ids.plans, person.email])
  await page.goto(urlAt('plans', path))
  await expect(page.getByText('admits only people on its list')).toBeVisible()
})

test('the app hears from nobody but Rekey who somebody is [P32]', async ({ page, person, apps, request }) => {
  const identity = await identityOf(request, person)
  const known = await enter(page, person)
  const path = aPage()
  const forged = [...forgedIdentity, ...forgedQuestion(hosts.board)]
  for (const hidden of [[], ['Connection: Remote-User, Remote-Email, X-Forwarded-Host']]) {
    const { statuses } = await apps.send('wiki', [`GET ${path} HTTP/1.1`, ...known, ...forged, ...hidden])
    expect([statuses, identityIn(apps.heard('wiki')[0]!)]).toEqual([[200], identity])
  }
  const stranger = known.filter((line) => !line.startsWith('Cookie'))
  const { length } = apps.heard('wiki')
  const { statuses, text } = await apps.send('wiki', [`GET ${path} HTTP/1.1`, ...stranger, ...forged])
  expect([statuses, apps.heard('wiki').length]).toEqual([[302], length])
  expect(text).toContain(`Location: ${urlAt('wiki', '/.rekey/login?to=')}${encodeURIComponent(path)}\r\n`)
})

test('a seat at one host opens no other, however the request names its host [P32, P10]', async ({
  page,
  person,
  apps,
}) => {
  const known = await enter(page, person)
  const path = aPage()
  const [host, ...others] = known
  const elsewhere = `Host: ${hosts.plans}`
  const tries = [
    [`GET ${path} HTTP/1.1`, elsewhere, ...others],
    [`GET ${path} HTTP/1.1`, elsewhere, ...others, ...forgedQuestion(hosts.wiki)],
    [`GET ${urlAt('plans', path)} HTTP/1.1`, host!, ...others],
    [`GET ${path} HTTP/1.1`, elsewhere, host!, ...others],
    [`GET ${path} HTTP/1.1`, host!, elsewhere, ...others],
  ]
  const statuses = []
  for (const lines of tries) statuses.push((await apps.send('plans', lines)).statuses[0])
  expect(statuses).toEqual([302, 302, 302, 400, 400])
  expect(apps.heard('plans').filter(({ text }) => text.includes(path))).toEqual([])
})

test('programs and WebSockets are refused with 401, and work for somebody who is logged in, as do large uploads', async ({
  page,
  person,
  apps,
}) => {
  const known = await enter(page, person)
  const path = aPage()
  const upload = [`POST ${path} HTTP/1.1`, 'Content-Length: 300000', 'Content-Encoding: gzip']
  const socket = [`GET ${path} HTTP/1.1`, 'Upgrade: websocket', 'Connection: Upgrade']
  const body = 'x'.repeat(300_000)
  const stranger = [`Host: ${hosts.wiki}`, 'Accept: application/json']
  const ofProgram = [`GET ${path} HTTP/1.1`, ...stranger, 'Connection: close']
  expect((await apps.send('wiki', ofProgram)).statuses).toEqual([401])
  expect((await apps.send('wiki', [...upload, ...stranger], { body })).statuses).toEqual([401])
  expect((await apps.send('wiki', [...socket, ...stranger])).statuses).toEqual([401])
  expect(apps.heard('wiki').filter(({ text }) => text.includes(path))).toEqual([])
  expect((await apps.send('wiki', [...upload, ...known], { body })).text).toContain('Bytes: 300000')
  const open = known.filter((line) => !line.startsWith('Connection'))
  expect((await apps.send('wiki', [...socket, ...open])).text).toContain('101 Switching Protocols')
})

test('while Rekey is away nobody reaches the app, and afterwards nobody has to log in again [P32, P37]', async ({
  page,
  person,
  apps,
  site,
}) => {
  const path = aPage()
  await enter(page, person)
  await site.halt()
  for (const each of [path, '/.rekey/logout']) {
    expect((await page.goto(urlAt('wiki', each)))?.status()).toBe(503)
    await expect(page.getByText('Please try again in a moment.')).toBeVisible()
  }
  expect(apps.heard('wiki').filter(({ text }) => text.includes(path))).toEqual([])
  await site.restart()
  await page.goto(urlAt('wiki', path))
  await admitted(page, 'wiki', path)
})

test('Rekey counts visitors by the IP address that nginx sees, whatever they claim', async ({ apps, site }) => {
  const asked = [`Host: ${hosts.wiki}`, 'Accept: text/html', 'Connection: close', 'X-Forwarded-For: unreadable']
  for (const path of [aPage(), '/.rekey/login'])
    expect((await apps.send('wiki', [`GET ${path} HTTP/1.1`, ...asked])).statuses).toEqual([302])
  // It would warn of a header that is missing, and of one that nginx has not written.
  expect(site.log().filter((line) => line.includes('"event":"proxy.'))).toEqual([])
})
