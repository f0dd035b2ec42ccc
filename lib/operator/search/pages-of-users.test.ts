import type { User } from '@/db/accounts/users'
import { onPostgres } from '@/e2e/support/needs'
import { changeAccount } from '@/test/accounts/account-now'
import { allPages, aMark, anAccount, find, found, idsOf, list } from '@/test/operator/found-users'
import { expect, test } from '@/test/unit'

test('people of the same name follow each other by ID, and no character is a wildcard', async () => {
  const mark = aMark()
  const same = []
  for (let n = 0; n < 7; n++) same.push((await anAccount({ firstName: 'Zoë', lastName: `${mark}_%` })).id)
  await anAccount({ firstName: 'Zoë', lastName: `${mark}xx` })
  expect(await allPages(`${mark}_`, 2)).toEqual(same)
  expect(await allPages(`zoë ${mark}_%`, 3)).toEqual(same)
  expect(await idsOf(`${mark}%`)).toEqual([])
})

test('a page after an account that was renamed or deleted is refused, because an empty one would look like the end', async () => {
  const mark = aMark()
  const made = [
    await anAccount({ firstName: mark, lastName: 'A' }),
    await anAccount({ firstName: mark, lastName: 'B' }),
  ]
  const { next } = await found(mark, { limit: 1 })
  await changeAccount(made[0]!, { firstName: 'Ada' })
  const gone = { ok: false, code: 'invalid-input', fields: { after: [expect.stringContaining('Search again')] } }
  expect(await find(mark, { limit: 1, after: next })).toMatchObject(gone)
  expect(await find(mark, { limit: 1, after: crypto.randomUUID() })).toMatchObject(gone)
})

test('while others register, pages neither skip nor repeat anybody [N24]', { tag: onPostgres }, async () => {
  const mark = aMark()
  const people: Partial<User>[] = ['a', 'm', 'z'].flatMap((letter) => [
    { email: `${mark}.${letter}${aMark()}@example.com` },
    { firstName: mark, lastName: letter },
    { firstName: mark, lastName: 'Same' },
    { firstName: letter, lastName: mark },
    { firstName: 'Same', lastName: mark },
  ])
  const aStranger = (person: Partial<User>) =>
    anAccount({ ...person, ...('email' in person && { email: `${mark}.${aMark()}@example.com` }) })
  const before: string[] = []
  for (const person of [...people, ...people.filter((each) => !('email' in each))])
    before.push((await anAccount(person)).id)

  const lists = {
    find: (more: object) => found(mark, more),
    'by email': (more: object) => list({ email_begins: mark, ...more }),
    newest: (more: object) => list(more),
    unverified: (more: object) => list({ unverified: true, ...more }),
  }
  const oldest = before[0]!
  const seen: Record<string, string[]> = {}
  for (const [name, page] of Object.entries(lists)) {
    seen[name] = []
    const isNewestFirst = name === 'newest' || name === 'unverified'
    const others = people.slice(0, 8)
    for (let after: string | undefined; ; ) {
      // Somebody registers while a page is read.
      const other = others.pop()
      const [{ users: rows, next }] = await Promise.all([page({ limit: 5, after }), other && aStranger(other)])
      seen[name].push(...rows.map(({ id }) => id))
      // Behind the oldest come the accounts of all other tests.
      if (!next || (isNewestFirst && seen[name].includes(oldest))) break
      after = next
    }
  }
  for (const ids of Object.values(seen)) expect(ids.length).toBe(new Set(ids).size)
  const emails = before.slice(0, people.length).filter((_, index) => 'email' in people[index]!)
  expect(emails.filter((id) => !seen['by email']!.includes(id))).toEqual([])
  for (const name of ['find', 'newest', 'unverified'])
    expect(before.filter((id) => !seen[name]!.includes(id))).toEqual([])
})
