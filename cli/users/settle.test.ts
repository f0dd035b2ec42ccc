import { contestAccount } from '@/db/accounts/email/contests'
import { rekey } from '@/test/command-line'
import { moved, somebodyVerified, takenBack } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'

test('a contest is found, shown and settled from the command line, and a mistake settles nothing', async () => {
  const former = await somebodyVerified()
  const move = await moved(former)
  const { contest } = await takenBack(move)
  expect(await rekey(['users', 'settle', former.email, '--to', former.email])).toMatchObject({
    code: 1,
    err: expect.stringContaining('not contested'),
  })
  await contestAccount(contest.id, {})
  expect((await rekey(['users', 'list', '--contested'])).out).toContain(former.email)
  const { out } = await rekey(['users', 'show', move.user.email])
  expect(out).toMatch(new RegExp(`contested +since .* UTC, by ${move.user.email}`))
  expect(out).toContain(`${former.email}, ${move.user.email}`)
  expect(await rekey(['users', 'settle', former.email])).toMatchObject({ code: 2 })
  expect(await rekey(['users', 'settle', former.email, '--to', 'nobody'])).toMatchObject({ code: 1 })
  expect(await rekey(['users', 'settle', former.email, '--to', 'eve@example.com'])).toMatchObject({
    code: 1,
    err: expect.stringContaining(`between ${former.email} and ${move.user.email}`),
  })
  expect((await rekey(['users', 'settle', '--help'])).out).toContain('Find out who owns the account')
  const settled = await rekey(['users', 'settle', former.email, '--to', move.user.email, '--json'])
  expect([settled.code, JSON.parse(settled.out)]).toEqual([0, { email: move.user.email }])
  expect(await rekey(['users', 'settle', move.user.email, '--to', former.email])).toMatchObject({ code: 1 })
})
