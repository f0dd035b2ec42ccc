import { setTimeout as pause } from 'node:timers/promises'
import { atLeast, atMost, type Cell, type Lane, type Sample } from '../cell'
import { load } from '../load'
import { residentMB } from '../resident'
import { rekey, settingsOf, startRekey } from '../subjects/rekey'
import { type EnteredApp, enterApp, renew } from '../subjects/rekey-app'
import { sessionsOf } from '../subjects/rekey-session'

const AT_ONCE = 8
const CHAINS = 4

/** What apps ask of Rekey, and what PROVIDER=on costs everyone else. */
export const provider: Cell = {
  name: 'provider',
  title: `OpenID Connect: answers per second, ${AT_ONCE} at once, and what it costs`,
  async open(bench) {
    const subject = await rekey(bench, { hash: 'argon2id' })
    const settings = { ...(await settingsOf(bench, { hash: 'argon2id' })), PROVIDER: 'on' }
    const app = await startRekey(settings)
    bench.atEnd(app.stop)
    const session = await sessionsOf({ ...subject, url: app.url })
    const cookie = session.cookie.headers!.cookie!
    const entered = await enterApp(app.url, settings, cookie)
    const chains = await Promise.all(Array.from({ length: CHAINS }, () => enterApp(app.url, settings, cookie)))
    const bearer = { authorization: `Bearer ${entered.access_token}` }
    const answers =
      (url: string, path: string, headers = {}) =>
      (seconds: number) =>
        load({ url, connections: AT_ONCE, seconds, asks: { path, headers } })
    const lanes: Lane[] = [
      { name: 'discovery', measure: answers(app.url, '/.well-known/openid-configuration') },
      { name: 'userinfo', measure: answers(app.url, '/oauth/userinfo', bearer) },
      { name: 'tokens renewed', measure: (seconds) => renewals(app.url, chains, seconds) },
      { name: '/api/me', measure: answers(app.url, '/api/me', session.bearer!.headers) },
      { name: '/login, on', measure: answers(app.url, '/login') },
      { name: '/login, off', measure: answers(subject.url, '/login') },
      { name: 'start, on', measure: () => start(settings) },
      { name: 'start, off', measure: () => start({ ...settings, PROVIDER: 'off' }) },
    ]
    return {
      lanes,
      judge: (rounds) => [
        atLeast(
          '/login with PROVIDER=on, compared with off',
          rounds.ratio('/login, on', '/login, off', 'perSecond'),
          0.9,
        ),
        atMost('start with PROVIDER=on, compared with off', rounds.ratio('start, on', 'start, off', 'ms'), 1.3),
      ],
    }
  },
}

/** Each chain renews its tokens one after the other, because each refresh token works once. */
async function renewals(url: string, chains: EnteredApp[], seconds: number): Promise<Sample> {
  const end = performance.now() + seconds * 1000
  const begun = performance.now()
  let renewed = 0
  await Promise.all(
    chains.map(async (chain) => {
      while (performance.now() < end) {
        Object.assign(chain, await renew(url, chain))
        renewed += 1
      }
    }),
  )
  return { perSecond: (1000 * renewed) / (performance.now() - begun) }
}

/** Until the first page, and the memory once an app has asked for discovery. */
async function start(settings: Record<string, string>): Promise<Sample> {
  const begun = performance.now()
  const app = await startRekey(settings)
  const ms = performance.now() - begun
  const asked = performance.now()
  await (await fetch(`${app.url}/.well-known/openid-configuration`)).arrayBuffer()
  const firstAnswerMs = performance.now() - asked
  await pause(1000)
  const idleMB = residentMB(app.pid())
  await app.stop()
  return { ms, firstAnswerMs, idleMB }
}
