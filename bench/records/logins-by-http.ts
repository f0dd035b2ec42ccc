import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Bench } from '../bench'
import { quantile } from '../load'
import { registerPeople } from '../subjects/people'
import { describe, settingsOf, startRekey } from '../subjects/rekey'
import { addApp, enter } from '../subjects/rekey-app'
import { sessionsOf } from '../subjects/rekey-session'

const LOGINS_AT_LEAST = 100

/** The URL of an app that accepts every request and never answers. */
export function hangingApp(bench: Bench): Promise<string> {
  return bench.once('hanging app', async () => {
    const server = createServer(() => {})
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    bench.atEnd(async () => server.closeAllConnections())
    bench.atEnd(async () => server.close())
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/logout`
  })
}

/** The milliseconds from the authorization request to the tokens, one login after another, while notices are sent. */
export async function loginsAt(bench: Bench, databaseUrl: string, seconds: number) {
  const shared = await settingsOf(bench, { hash: 'argon2id' })
  // One session logs in more often than a person may.
  const settings = { ...shared, DATABASE_URL: databaseUrl, PROVIDER: 'on', RATE_LIMITS: 'off' }
  const rekey = await startRekey(settings)
  try {
    const people = await registerPeople(rekey.url, 1)
    const session = await sessionsOf(describe(rekey.url, rekey.pid, people))
    const app = addApp(settings)
    await enter(rekey.url, app, session.cookie.headers!.cookie!)
    const times: number[] = []
    const end = performance.now() + seconds * 1000
    while (times.length < LOGINS_AT_LEAST || performance.now() < end) {
      const begun = performance.now()
      await enter(rekey.url, app, session.cookie.headers!.cookie!)
      times.push(performance.now() - begun)
    }
    return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) }
  } finally {
    await rekey.stop()
  }
}
