import type { UserLinkPurpose } from '@/db/links'
import { rowsOf } from '@/test/accounts/account-rows'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { aLink } from '@/test/links/a-link'
import { aResetLink } from '@/test/links/a-reset-link'
import { newestLink, stateOfLink, userLinkPurposes } from '@/test/links/link-row'
import { expect, test } from '@/test/unit'
import { answersOnly, foreign, takesJsonAlone } from './door-rules'
import { cookie, type JsonDoor } from './json-door'

/** Rules for every route of an emailed link. */
export function usesLinks(door: JsonDoor, purpose: UserLinkPurpose): void {
  const { path, send } = door

  answersOnly(door, 'POST')
  takesJsonAlone(door, 'POST')

  test(`${path} works once, needs no session, and returns only a message [A17, D12r]`, async () => {
    const { token } = await aLink(purpose, await someone())
    const answer = await send('POST', { body: { token } })
    expect([answer.status, answer.body]).toEqual([200, { message: expect.any(String) }])
    const again = await send('POST', { body: { token } })
    expect([again.status, again.body.code]).toEqual([400, 'link-used'])
  })

  test(`${path} accepts no token in the URL, and the link stays valid [D14r, D5r]`, async () => {
    const { token } = await aLink(purpose, await someone())
    const search = `?token=${token}`
    for (const method of ['GET', 'POST', 'DELETE'] as const) {
      const answer = await send(method, { search, ...(method === 'POST' && { body: { token } }) })
      expect([answer.status, answer.body.code]).toEqual([400, 'secret-in-url'])
    }
    expect(await stateOfLink(purpose, { token })).toBe('good')
  })

  test(`${path} refuses requests from other sites, with or without a cookie [F10]`, async () => {
    const user = await someone()
    const { token } = await aLink(purpose, user)
    const own = cookie(await loggedIn(user, 'browser'))
    // Without a cookie, a missing Origin and a bearer token mean an API client.
    const withOrigin = foreign.filter((headers) => 'origin' in headers && !('authorization' in headers))
    for (const headers of [...foreign.map((each) => ({ ...own, ...each })), ...withOrigin]) {
      const answer = await send('POST', { headers, body: { token } })
      expect([answer.status, answer.body.code]).toEqual([403, 'cross-site'])
    }
    expect(await stateOfLink(purpose, { token })).toBe('good')
  })

  test(`${path} refuses every other token in the same words [D8r, E2]`, async () => {
    const user = await someone()
    await aLink('undo-email', user)
    await aResetLink(user)
    // A link to contest needs another account, because the undo that sends it ends the account's other links.
    const contested = await someone()
    await aLink('contest', contested)
    const others = userLinkPurposes.filter((each) => each !== purpose)
    const links = others.map((each) => newestLink(each, each === 'contest' ? contested : user))
    const tokens = (await Promise.all(links)).map(({ token }) => token)
    const before = await rowsOf(user)
    for (const token of ['', 'x', 'a.b.c', 'x'.repeat(15_000), ...tokens])
      expect(await send('POST', { body: { token } })).toMatchObject({ status: 400, body: { code: 'link-invalid' } })
    expect(await rowsOf(user)).toEqual(before)
  })

  test(`${path} rejects a token that is not text and names its field [B14]`, async () => {
    for (const token of [undefined, null, 7, true, {}, ['x']]) {
      const answer = await send('POST', { body: { token } })
      expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, '#/token'])
    }
  })
}
