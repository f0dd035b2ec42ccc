import { sql } from 'drizzle-orm'
import { race } from '@/e2e/support/needs'
import { atOnce } from '@/test/at-once'
import { keyRows, letPass, withoutKeys } from '@/test/signing-keys'
import { expect, test } from '@/test/unit'
import { query } from '../connection/client'
import { addKeys, findSealedKeys, publishedKeys, removeEndedKeys, replaceSealedKey } from './signing-keys'
import { signingKeys } from './tables'

test.beforeEach(withoutKeys)

let made = 100
/** Sorted by its ID, a later key comes after an earlier one. */
const aKey = (alg: 'RS256' | 'ES256' = 'RS256') => ({ kid: `kid ${++made}`, alg, publicJwk: {}, sealed: 'v1.x.y' })
const both = () => [aKey('RS256'), aKey('ES256')]
const kids = (rows: { kid: string }[]) => rows.map(({ kid }) => kid)

test('however many instances make the first keys at once, one pair of each kind is stored [P23]', {
  tag: race,
}, async () => {
  const added = await atOnce(10, () => addKeys(both(), [], 'now'))
  expect(added.filter(Boolean)).toHaveLength(1)
  expect((await keyRows()).map(({ alg }) => alg).sort()).toEqual(['ES256', 'RS256'])
})

test('of successors that are made at once, one is stored', { tag: race }, async () => {
  const [first] = both() as [ReturnType<typeof aKey>]
  await addKeys([first], [], 'now')
  const added = await atOnce(10, () => addKeys([aKey()], [first.kid], 'next'))
  expect(added.filter(Boolean)).toHaveLength(1)
  expect(await keyRows()).toHaveLength(2)
})

test('a next key signs a day after it is published, and its predecessor stays a day after its last token [P23]', async () => {
  const [old, next, other] = [aKey(), aKey(), aKey('ES256')]
  await addKeys([old, other], [], 'now')
  await addKeys([next], [old.kid, other.kid], 'next')
  const minutes = sql<number>`extract(epoch from signs_from - created_at)::int / 60`
  const after = sql<number>`extract(epoch from published_until - (select max(signs_from) from signing_keys))::int / 60`
  const rows = await query((db) =>
    db.select({ kid: signingKeys.kid, minutes, after }).from(signingKeys).orderBy(signingKeys.kid),
  )
  // A minute, because a process reads the keys once a minute, and ten, because an ID token is valid for ten.
  expect(rows).toEqual([
    { kid: old.kid, minutes: 0, after: 24 * 60 + 11 },
    { kid: next.kid, minutes: 24 * 60 + 1, after: null },
    { kid: other.kid, minutes: 0, after: null },
  ])
})

test('a key that signs at once takes the place of the one that waits, and the former one ends a day later', async () => {
  const [old, waiting, now] = [aKey(), aKey(), aKey()]
  await addKeys([old], [], 'now')
  await addKeys([waiting], [old.kid], 'next')
  await letPass('1 hour')
  await addKeys([now], [old.kid, waiting.kid], 'now')
  expect(kids(await publishedKeys())).toEqual([now.kid, old.kid])
  await letPass('24 hours 10 minutes')
  expect(kids(await publishedKeys())).toEqual([now.kid, old.kid])
  await letPass('2 minutes')
  expect(kids(await publishedKeys())).toEqual([now.kid])
})

test('only keys of logins that have ended are removed', async () => {
  const [old, next] = [aKey(), aKey()]
  await addKeys([old], [], 'now')
  await addKeys([next], [old.kid], 'next')
  await letPass('48 hours 11 minutes')
  await letPass('90 days')
  await removeEndedKeys()
  expect(kids(await keyRows())).toEqual([old.kid, next.kid])
  await letPass('2 minutes')
  await removeEndedKeys()
  expect(kids(await keyRows())).toEqual([next.kid])
})

test('the sealed part is found by its beginning, and replaced unless it has changed meanwhile', async () => {
  const [one, two, three] = [aKey(), aKey(), aKey()]
  const rows = [
    { ...one, sealed: 'v1.aaaaaaaa.1' },
    { ...two, sealed: 'v1.bbbbbbbb.2' },
    { ...three, sealed: 'v1.cccccccc.3' },
  ]
  await query((db) => db.insert(signingKeys).values(rows))
  const found = await findSealedKeys(['v1.aaaaaaaa.', 'v1.bbbbbbbb.'], 10)
  expect(found.map(({ id }) => id).sort()).toEqual([one.kid, two.kid])
  expect(await findSealedKeys(['v1.aaaaaaaa.', 'v1.bbbbbbbb.'], 1)).toHaveLength(1)
  await replaceSealedKey(one.kid, 'v1.aaaaaaaa.1', 'new')
  await replaceSealedKey(two.kid, 'something else', 'new')
  expect((await keyRows()).map(({ sealed }) => sealed).sort()).toEqual(['new', 'v1.bbbbbbbb.2', 'v1.cccccccc.3'])
})
