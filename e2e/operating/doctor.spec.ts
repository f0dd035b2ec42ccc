import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { neutral } from '../support/servers/neutral-environment'
import type { Site } from '../support/servers/site'
import { expect, test } from '../support/test'

type Finding = { check: string; level: string; says: string; mend?: string }

test('the doctor asks the site how it sees requests, and reports a forged IP address until TRUST_PROXY is right [H7]', async ({
  site,
}) => {
  test.setTimeout(120_000)
  // This site has no proxy in front of it but trusts one.
  const trusting = await doctor(site)
  expect(trusting.find(({ check }) => check === 'site')).toMatchObject({
    level: 'ok',
    says: expect.stringContaining(`${site.url} leads to this installation`),
  })
  expect(trusting.find(({ check }) => check === 'proxy')).toMatchObject({
    level: 'fault',
    says: expect.stringContaining('seen as 192.0.2.10 (TRUST_PROXY=1)'),
    mend: expect.stringContaining('TRUST_PROXY=0'),
  })
  await site.restart({ TRUST_PROXY: '0' })
  const cured = await doctor(site)
  expect(cured.find(({ check }) => check === 'proxy')).toMatchObject({
    level: 'ok',
    says: expect.stringMatching(/seen as (127\.0\.0\.1|::1) \(TRUST_PROXY=0\)/),
  })
  await site.restart({ TRUST_PROXY: '1' })
})

test('without the doctor’s token its URL answers like one that does not exist [L1]', async ({ site }) => {
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS']) {
    for (const authorization of ['', 'Bearer none', `Bearer ${site.authSecret}`]) {
      const there = await answerOf(`${site.url}/api/doctor`, method, authorization)
      const nowhere = await answerOf(`${site.url}/api/no-such-door`, method, authorization)
      expect(there, `${method} ${authorization}`).toEqual(nowhere)
    }
  }
})

/** The findings of `rekey doctor --json`, run on the machine of the site. */
async function doctor(site: Site): Promise<Finding[]> {
  const env = {
    ...neutral,
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    APP_URL: site.url,
    AUTH_SECRET: site.authSecret,
    // The database is checked by another test, and an embedded one could not be opened because the site uses it.
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nowhere',
    DATA_DIR: test.info().outputPath('data'),
    MAIL_FROM: 'Rekey <no-reply@example.com>',
    PASSWORD_HASH: 'argon2id',
    SMTP_URL: site.mailbox.url,
  } as unknown as NodeJS.ProcessEnv
  const run = promisify(execFile)(process.execPath, ['cli/rekey.mjs', 'doctor', '--json'], { env })
  const { stdout } = await run.catch((ended: { code: number; stdout: string }) => ended)
  return JSON.parse(stdout).findings
}

/** An answer without the parts that differ each time or belong to the connection. */
async function answerOf(url: string, method: string, authorization: string) {
  const answer = await fetch(url, { method, headers: { authorization } })
  const { date: _, 'x-request-id': __, 'keep-alive': ___, ...headers } = Object.fromEntries(answer.headers)
  return [answer.status, headers, await answer.text()]
}
