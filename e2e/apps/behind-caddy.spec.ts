import { caddy, caddyIsHere } from '../support/apps/caddy'
import { admitted, aPage, askedToLogIn, enter, identityOf, logOutAt, urlAt } from '../support/apps/enter-proxied'
import { forgedIdentity, forgedQuestion, identityIn } from '../support/apps/forged-identity'
import { hosts } from '../support/apps/proxied-apps'
import { expect, test } from '../support/apps/proxied-test'
import { missing } from '../support/needs'

test.use({ inFront: caddy })
test.skip(!caddyIsHere(), missing.caddy.reason)

for (const script of [true, false]) {
  test.describe(script ? 'Caddy' : 'Caddy without script', () => {
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
      await page.goto(urlAt('plans', path))
      await expect(page.getByText('admits only people on its list')).toBeVisible()
      await logOutAt(page, 'board')
      for (const app of ['wiki', 'board'] as const) {
        await page.goto(urlAt(app, path))
        await askedToLogIn(page)
      }
    })
  })
}

test('the app hears from nobody but Rekey who somebody is, and at no other host [P32, P10]', async ({
  page,
  person,
  apps,
  request,
}) => {
  const identity = await identityOf(request, person)
  const known = await enter(page, person)
  const path = aPage()
  const forged = [...forgedIdentity, ...forgedQuestion(hosts.board)]
  const first = `GET ${path} HTTP/1.1`
  const { statuses } = await apps.send('wiki', [first, ...known, ...forged])
  expect([statuses, identityIn(apps.heard('wiki')[0]!)]).toEqual([[200], identity])

  const [host, ...others] = known
  const stranger = known.filter((line) => !line.startsWith('Cookie'))
  const elsewhere = `Host: ${hosts.plans}`
  const tries = [
    [first, ...stranger, ...forged],
    [first, elsewhere, ...others, ...forgedQuestion(hosts.wiki)],
    [`GET ${urlAt('plans', path)} HTTP/1.1`, host!, ...others],
    [first, host!, elsewhere, ...others],
    // Go's servers remove what this header names, and would leave the app without a name.
    [first, ...known, 'Connection: Remote-User'],
  ]
  const { length } = [...apps.heard('wiki'), ...apps.heard('plans')]
  const answered = []
  for (const lines of tries) answered.push((await apps.send('wiki', lines)).statuses[0])
  expect(answered).toEqual([302, 302, 302, 400, 400])
  expect([...apps.heard('wiki'), ...apps.heard('plans')]).toHaveLength(length)
})

test('programs are refused with 401; uploads and WebSockets of somebody who is logged in get through', async ({
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
  expect((await apps.send('wiki', [...upload, ...stranger, 'Connection: close'], { body })).statuses).toEqual([401])
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
  expect((await page.goto(urlAt('wiki', path)))?.status()).toBe(503)
  await expect(page.getByText('Please try again in a moment.')).toBeVisible()
  expect(apps.heard('wiki').filter(({ text }) => text.includes(path))).toEqual([])
  await site.restart()
  await page.goto(urlAt('wiki', path))
  await admitted(page, 'wiki', path)
})
