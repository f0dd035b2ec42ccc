import { sendRequest } from '../support/requests/send-request'
import { startSite } from '../support/servers/site'
import { expect, test } from '../support/test'

const [client, proxy, forged] = ['203.0.113.9', '198.51.100.7', '6.6.6.6']
const aside = {
  'x-real-ip': forged,
  forwarded: `for=${forged}`,
  'cf-connecting-ip': forged,
  'x-client-ip': forged,
  'true-client-ip': forged,
  'x-cluster-client-ip': forged,
  'x-rekey-client-ip': forged,
}
/** The IP address taken from an X-Forwarded-For, by the number of trusted proxies. `undefined` means that of the connection. */
const believed: [trusted: string, header: string | undefined, address: string | undefined][] = [
  ['0', client, undefined],
  ['0', `${forged}, ${client}`, undefined],
  ['1', client, client],
  ['1', `${forged}, ${client}`, client],
  ['1', `${forged},${forged},, ${client}`, client],
  ['1', `${client}, unknown`, undefined],
  ['1', '_hidden', undefined],
  ['1', `${client}:4711`, client],
  ['1', `${forged}, "${client}:4711"`, client],
  ['1', `::ffff:${client},`, client],
  ['1', `${forged}, [2001:DB8:0::9]:443`, '2001:db8::9'],
  ['1', undefined, undefined],
  ['2', `${client}, ${proxy}`, client],
  ['2', `${forged}, ${client}, ${proxy}`, client],
  ['2', client, undefined],
]

test('of the IP addresses that a client claims, only those written by trusted proxies count [B4 H7 I1]', async () => {
  test.setTimeout(120_000)
  for (const trusted of ['0', '1', '2']) {
    const site = await startSite({ environment: { RATE_LIMITS: 'off', TRUST_PROXY: trusted } })
    for (const [, header, address] of believed.filter(([each]) => each === trusted)) {
      const before = site.log().length
      const headers = { ...aside, 'x-forwarded-for': header, 'content-type': 'application/json' }
      const body = JSON.stringify({ token: 'none of ours', new_password: 'whatever it is' })
      expect((await sendRequest(`${site.url}/api/reset-password`, { method: 'POST', body, headers })).status).toBe(400)
      const line = () =>
        site
          .log()
          .slice(before)
          .find((each) => each.includes('"password-reset.refused"'))
      await expect.poll(line).toBeDefined()
      const { ip } = JSON.parse(line()!)
      const seen = ['127.0.0.1', '::1'].includes(ip) ? undefined : ip
      expect([trusted, header, seen]).toEqual([trusted, header, address])
    }
    await site.stop()
  }
})
