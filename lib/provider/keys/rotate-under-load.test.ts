import { EventEmitter, once } from 'node:events'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as openid from 'openid-client'
import { race, thorough } from '@/e2e/support/needs'
import { commands } from '@/lib/operator/commands'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { type App, anApp, enter } from '@/test/provider/running-app'
import { letPass } from '@/test/signing-keys'
import { expect, test } from '@/test/unit'
import { tendKeys } from './tend-keys'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

const BYE = 'https://wiki.example.com/bye'

test('no login, renewal or logout fails while the signing keys are replaced again and again [P23]', {
  tag: [race, thorough],
}, async () => {
  const app = await anApp(site, { postLogoutUris: [BYE] })
  const keys = createRemoteJWKSet(new URL(`${site.url}/oauth/jwks`), { cooldownDuration: 0 })
  const kids = new Set<string>()
  let isOver = false
  const gate = aGate()
  const people = Array.from({ length: 4 }, async () => {
    const user = await someone()
    let rounds = 0
    for (; !isOver; rounds++) {
      await gate.opened
      kids.add(await gate.pass(() => logInAndOut(app, user, keys)))
    }
    return rounds
  })
  const everybody = Promise.all(people)
  // A login that fails ends the waiting for others.
  await Promise.race([replaceKeys(gate), everybody]).finally(() => {
    isOver = true
  })
  expect(Math.min(...(await everybody))).toBeGreaterThan(2)
  expect(kids.size).toBeGreaterThan(2)
})

/** Returns the ID of the key that signed the login. */
async function logInAndOut(
  app: App,
  user: Awaited<ReturnType<typeof someone>>,
  keys: ReturnType<typeof createRemoteJWKSet>,
) {
  const browser = aBrowser(site.url)
  await browser.logIn(user)
  const { tokens } = await enter(app, browser)
  const rules = { issuer: site.url, audience: app.id }
  const { protectedHeader } = await jwtVerify(tokens.id_token!, keys, rules)
  const renewed = await openid.refreshTokenGrant(app.openid, tokens.refresh_token!)
  await jwtVerify(renewed.id_token!, keys, rules)
  await openid.fetchUserInfo(app.openid, renewed.access_token, user.id)
  const end = { id_token_hint: tokens.id_token!, post_logout_redirect_uri: BYE }
  const { status, location } = await browser.visit(`/oauth/logout?${new URLSearchParams(end)}`)
  expect([status, location]).toEqual([303, BYE])
  return String(protectedHeader.kid)
}

/** As an operator does it, and as it happens by itself after half a year. */
async function replaceKeys(gate: ReturnType<typeof aGate>): Promise<void> {
  for (const input of [{}, { now: true as const }, {}]) {
    await gate.passed(LOGINS)
    await commands['keys rotate'](input, { name: 'grace' })
    await gate.passed(LOGINS)
    await letPass(input.now ? '3 minutes' : '25 hours')
  }
  await gate.passed(LOGINS)
  // Nobody takes half a year to log in, but on a busy machine a login would still be under way.
  await gate.whileClosed(() => letPass('179 days'))
  await tendKeys()
  await gate.passed(LOGINS)
  await letPass('25 hours')
  await gate.passed(LOGINS)
  await tendKeys()
}

/** How many logins end between two steps, while others have begun. */
const LOGINS = 2

/** Lets work begin until it is closed, and then waits for what has begun. */
function aGate() {
  const inside = new Set<Promise<unknown>>()
  let count = 0
  const ended = new EventEmitter()
  const gate = {
    opened: Promise.resolve(),
    pass<T>(work: () => Promise<T>): Promise<T> {
      const begun = work().finally(() => {
        inside.delete(begun)
        count++
        ended.emit('one')
      })
      inside.add(begun)
      return begun
    },
    /** Waits until so much more has ended. */
    async passed(more: number): Promise<void> {
      for (const enough = count + more; count < enough; ) await once(ended, 'one')
    },
    async whileClosed(work: () => Promise<void>): Promise<void> {
      let open = () => {}
      gate.opened = new Promise((resolve) => {
        open = resolve
      })
      await Promise.allSettled(inside)
      await work()
      open()
    },
  }
  return gate
}
