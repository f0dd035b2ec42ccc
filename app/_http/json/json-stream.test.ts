import { expect, test } from '@/test/unit'
import { jsonStream } from './json-stream'

test('members are written as JSON.stringify writes them, pages as one array', async () => {
  const body = { at: '"ü"', none: inPages(), some: inPages([1, { a: null }], [], ['x']), last: { deep: [true] } }
  const answer = jsonStream(body, { 'X-More': 'yes' })
  expect(Object.fromEntries(answer.headers)).toEqual({
    'cache-control': 'no-store',
    'content-type': 'application/json',
    'x-more': 'yes',
  })
  const whole = { at: '"ü"', none: [], some: [1, { a: null }, 'x'], last: { deep: [true] } }
  expect(await answer.text()).toBe(JSON.stringify(whole))
})

test('a page is read only after the client received the previous one, and none after it disconnects', async () => {
  let read = 0
  let ended = false
  async function* endless() {
    try {
      for (;;) yield [++read]
    } finally {
      ended = true
    }
  }
  const reader = jsonStream({ rows: endless() }).body!.getReader()
  for (let taken = 0; taken < 5; taken++) await reader.read()
  expect(read).toBeLessThanOrEqual(6)
  await reader.cancel()
  expect([read <= 6, ended]).toEqual([true, true])
})

test('an answer that breaks off does not look complete', async () => {
  async function* broken() {
    yield [1]
    throw new Error('the database is gone')
  }
  await expect(jsonStream({ rows: broken() }).text()).rejects.toThrow('the database is gone')
})

async function* inPages(...pages: unknown[][]) {
  yield* pages
}
