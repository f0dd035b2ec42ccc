import { expect, test } from '../support/test'

const path = '/login/app/V1StGXR8_Z5jdHi6B-myT'

test.describe('with PROVIDER on', () => {
  test('?go leads to the page of the same login alone, whatever else the URL says [P16]', async ({ request }) => {
    const leads = async (query: string) => {
      const answer = await request.get(path + query)
      expect([answer.status(), answer.headers()['set-cookie']]).toEqual([200, undefined])
      const html = await answer.text()
      const [, refresh] = /<meta http-equiv="refresh" content="([^"]*)"/i.exec(html) ?? []
      const [, link] = /<a class="button main" href="([^"]*)"/.exec(html) ?? []
      return [refresh, link]
    }
    const both = (to: string) => [`0;url=${to}`, to]
    for (const query of ['?go', '?go=//evil.test', '?go&next=https://evil.test', '?go&to=//evil.test&url=//evil.test'])
      expect([query, await leads(query)]).toEqual([query, both(path)])
    expect(await leads('?go&sent=//evil.test')).toEqual(both(`${path}?sent`))
    expect(await leads('?go&refused=too-many-requests.42')).toEqual(both(`${path}?refused=too-many-requests.42`))
    for (const refused of ['//evil.test', 'unavailable%26next=//evil.test', '%22%3E%3Cscript%3E'])
      expect([refused, await leads(`?go&refused=${refused}`)]).toEqual([refused, both(path)])
  })

  test('no other path is taken for a login of an app [P16]', async ({ request }) => {
    for (const uid of ['%2e%2e', 'a%2f..%2f..', 'a;b', 'a.b', 'a%0d%0a', 'x'.repeat(65)]) {
      const answer = await request.get(`/login/app/${uid}?go`, { maxRedirects: 0 })
      expect([uid, (await answer.text()).includes('http-equiv="refresh"')]).toEqual([uid, false])
    }
  })
})
