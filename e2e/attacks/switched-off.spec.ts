import { switchedOff } from '../support/requests/routes-and-actions'
import { expect, test, withoutApps } from '../support/test'

test.use({ environment: withoutApps })

test('routes that no setting has enabled look like URLs that do not exist [L1]', async ({ site }) => {
  for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) {
    expect(await answerOf(`${site.url}/metrics`, method)).toEqual(await answerOf(`${site.url}/no-such-page`, method))
    const nothing = await answerOf(`${site.url}/api/no-such-door`, method)
    for (const path of switchedOff) expect([path, await answerOf(site.url + path, method)]).toEqual([path, nothing])
  }
})

/** An answer without the parts that differ each time: request ID, date, nonce and the requested name. */
async function answerOf(url: string, method: string) {
  const answer = await fetch(url, { method })
  const { date: _, 'x-request-id': __, ...headers } = Object.fromEntries(answer.headers)
  const nonce = headers['content-security-policy']?.match(/nonce-([^']+)/)?.[1] ?? 'no nonce'
  const name = url.slice(url.lastIndexOf('/') + 1)
  const whole = JSON.stringify([answer.status, headers, await answer.text()], undefined, 1)
  return whole.replaceAll(nonce, '').replaceAll(name, '')
}
