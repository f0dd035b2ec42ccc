import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { inArray, sql } from 'drizzle-orm'
import { decodeJwt } from 'jose'
import { query } from '@/db/connection/client'
import { logoutNotices } from '@/db/provider/login-tables'
import type { LogoutNotice } from '@/db/provider/logout-notices'
import { race } from '@/e2e/support/needs'
import { atOnce } from '@/test/at-once'
import { aNotice } from '@/test/provider/app-rows'
import { aListeningApp } from '@/test/provider/listening-app'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { dispatchOnce } from './dispatch-once'
import { runDispatcher } from './dispatcher'

/** The first keys may take seconds on a busy machine. */
const patience = { timeout: 30_000, intervals: [20] }

/** Milliseconds between two looks of an instance. */
const OFTEN = 50

test.beforeEach(async () => {
  await query((db) => db.delete(logoutNotices))
})

test('two instances and a run of the scheduler tell an app of each of 60 logouts once [P13]', {
  tag: race,
}, async () => {
  await withSettings({ PROVIDER: 'on' }, async () => {
    const app = await aListeningApp(200)
    const notices = await Promise.all(Array.from({ length: 60 }, () => aNotice({ uri: app.uri })))
    const instances = [anInstance(OFTEN), anInstance(OFTEN)]
    await dispatchOnce()
    await expect.poll(() => statusesOf(notices), patience).toEqual(['told'])
    for (const instance of instances) await instance.stop()
    expect(sidsOf(app).sort()).toEqual(notices.map(({ sid }) => sid).sort())
    await app.stop()
  })
})

test('an app that is away is told after a restart of the instance, once [P13]', async () => {
  await withSettings({ PROVIDER: 'on' }, async () => {
    const app = await aListeningApp(200)
    await app.stop()
    const notice = await aNotice({ uri: app.uri })
    const first = anInstance(OFTEN)
    await expect.poll(async () => (await rowsOf([notice]))[0]?.lastError, patience).toContain('ECONNREFUSED')
    await first.stop()
    await app.restart()
    await query((db) => db.update(logoutNotices).set({ nextAttemptAt: sql`now()` }))
    const second = anInstance(OFTEN)
    await expect.poll(() => statusesOf([notice]), patience).toEqual(['told'])
    await second.stop()
    expect(sidsOf(app)).toEqual([notice.sid])
    await app.stop()
  })
})

test('twenty apps are told at the same time, and an instance that stops finishes that first [P13]', async () => {
  await withSettings({ PROVIDER: 'on' }, async () => {
    const waiting: ServerResponse[] = []
    const slow = await aListeningApp((response) => void waiting.push(response))
    const notices = await Promise.all(Array.from({ length: 20 }, () => aNotice({ uri: slow.uri })))
    const instance = anInstance(OFTEN)
    await expect.poll(() => waiting.length, patience).toBe(20)
    let isOver = false
    const stopped = instance.stop().then(() => {
      isOver = true
    })
    await pause(2 * OFTEN)
    expect(isOver).toBe(false)
    for (const response of waiting) response.writeHead(200).end()
    await stopped
    expect(await statusesOf(notices)).toEqual(['told'])
    await slow.stop()
  })
})

for (const how of ['an instance', 'a run of the scheduler'] as const) {
  test(`an app that hangs takes four places at most of ${how}, however many notices wait for it [P13]`, async () => {
    await withSettings({ PROVIDER: 'on' }, async () => {
      const hanging = await aHangingApp()
      const ready = await aListeningApp(200)
      const earlier = sql`now() - interval '1 hour'` as never
      await atOnce(40, () => aNotice({ clientId: 'hanging-app', uri: hanging.uri, nextAttemptAt: earlier }))
      const others = await atOnce(6, () => aNotice({ uri: ready.uri }))
      const instance = how === 'an instance' ? anInstance(OFTEN) : { stop: () => run }
      const run = how === 'an instance' ? undefined : dispatchOnce(2)
      await expect.poll(() => statusesOf(others), patience).toEqual(['told'])
      await expect.poll(hanging.most, patience).toBe(4)
      // Longer than until it looks for due notices again.
      await pause(how === 'an instance' ? 4 * OFTEN : 600)
      expect(hanging.most()).toBe(4)
      await Promise.all([instance.stop(), hanging.stop()])
      await ready.stop()
    })
  })
}

test('an app that answers is told of many logouts without a pause between its shares [P13]', async () => {
  await withSettings({ PROVIDER: 'on' }, async () => {
    const times: number[] = []
    const app = await aListeningApp((response) => {
      times.push(performance.now())
      response.writeHead(200).end()
    })
    const notices = await atOnce(40, () => aNotice({ clientId: 'quick-app', uri: app.uri }))
    const instance = anInstance()
    await expect.poll(() => statusesOf(notices), patience).toEqual(['told'])
    // With a poll after each share, more than four would always take 400 milliseconds, and on a busy machine longer.
    const fives = times.slice(4).map((time, index) => time - times[index]!)
    expect(Math.min(...fives)).toBeLessThan(350)
    await instance.stop()
    await app.stop()
  })
})

test('without the provider no app is told', async () => {
  const app = await aListeningApp(200)
  const notice = await aNotice({ uri: app.uri })
  await dispatchOnce()
  const instance = anInstance(OFTEN)
  await pause(4 * OFTEN)
  await instance.stop()
  expect(app.received).toEqual([])
  expect(await rowsOf([notice])).toMatchObject([{ status: 'queued', attempts: 0 }])
  await app.stop()
})

/** `most` is how many requests waited for its answer at the same time. */
async function aHangingApp() {
  let [open, most] = [0, 0]
  const app = await aListeningApp((response) => {
    most = Math.max(most, ++open)
    response.on('close', () => open--)
  })
  return { ...app, most: () => most }
}

function anInstance(pollMilliseconds?: number) {
  const signal = new AbortController()
  const running = runDispatcher(signal.signal, pollMilliseconds)
  return {
    stop: () => {
      signal.abort()
      return running
    },
  }
}

function rowsOf(notices: LogoutNotice[]): Promise<LogoutNotice[]> {
  const ids = notices.map(({ id }) => id)
  return query((db) => db.select().from(logoutNotices).where(inArray(logoutNotices.id, ids)))
}

async function statusesOf(notices: LogoutNotice[]): Promise<string[]> {
  return [...new Set((await rowsOf(notices)).map(({ status }) => status))]
}

const sidsOf = ({ received }: Awaited<ReturnType<typeof aListeningApp>>) =>
  received.map(({ token }) => decodeJwt<{ sid: string }>(token).sid)
