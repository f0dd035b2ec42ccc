import { query } from '@/db/connection/client'
import { authenticatorApps, passkeys, setAsideFactors } from '@/db/factors/tables'
import { examineDatabase } from '@/db/operator/facts/database-facts'
import { emails } from '@/db/schema'
import { config } from '@/lib/config'
import { doctorContext, findingsBeyondFine } from '@/test/doctor-context'
import { resendApi as httpServer, rawServer, smtpSink } from '@/test/emails/fake-servers'
import { startNameServer } from '@/test/name-server'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { runChecks } from './run-checks'
import { reportToDoctor } from './site/self-report'

const zone = {
  'rekey.dev': { txt: ['v=spf1 mx -all'], mx: ['mx.rekey.dev'] },
  's1._domainkey.rekey.dev': { txt: ['v=DKIM1; p=MIGf'] },
  '_dmarc.rekey.dev': { txt: ['v=DMARC1; p=reject'] },
}

test('a healthy installation has no problem, and every check ran', async () => {
  // What other tests have left would be reported as problems: emails in the outbox, apps that a lost secret has sealed, passkeys of
  // another domain, and accounts where everything is suspended.
  await query((db) => db.delete(emails))
  await query((db) => db.delete(authenticatorApps))
  await query((db) => db.delete(passkeys))
  await query((db) => db.delete(setAsideFactors))
  await using names = await startNameServer(zone)
  await using mailServer = await smtpSink()
  await using site = await httpServer(async ({ headers }, response) => {
    const seen = {
      address: '127.0.0.1',
      forwarded: String(headers['x-forwarded-for']).split(', '),
      host: '',
      proto: '',
    }
    const told = await reportToDoctor(headers.authorization ?? null, seen)
    response.end(JSON.stringify(told.ok && told.value))
  })
  const settings = {
    APP_URL: site.url,
    DATA_DIR: config().DATA_DIR,
    MAIL_FROM: 'Rekey <no-reply@rekey.dev>',
    PASSWORD_HASH: 'argon2id',
    SMTP_URL: mailServer.url,
  }
  const findings = await withSettings(settings, async () => {
    const [AUTH_SECRET, DATABASE_URL] = [config().AUTH_SECRET.join(), config().DATABASE_URL]
    const context = doctorContext({ ...settings, AUTH_SECRET, DATABASE_URL })
    const database = () => query(examineDatabase)
    return runChecks({
      ...context,
      database,
      nameServers: [names.address],
      dkimSelectors: ['s1'],
      trialMailTo: 'you@rekey.dev',
    })
  })
  // The tests on PostgreSQL run as its superuser, on a machine that may be busy, other tests leave accounts without a phone
  // number in the same database, and the site of this test has an IP address. The doctor rightly reports all four.
  const ours = ['warning database.role', 'warning hashing.speed', 'hint database.phone-numbers', 'hint passkeys.host']
  expect(findingsBeyondFine(findings).filter((each) => !ours.includes(each))).toEqual([])
  const looked = ['runtime', 'configuration', 'secret', 'files', 'database', 'database.migrations', 'outbox']
  const out = ['hashing.speed', 'site', 'proxy', 'clock.site', 'mail', 'dns.spf', 'dns.dkim', 'dns.dmarc', 'mail.trial']
  expect(findings.map(({ check }) => check)).toEqual(expect.arrayContaining([...looked, ...out]))
})

test('a check that hangs or fails is reported as not checked, and the others still run', async () => {
  await using silent = await rawServer((socket) => socket.resume())
  const context = doctorContext({
    SMTP_URL: silent.url,
    PASSWORD_HASH: 'argon2id',
    MAIL_FROM: 'a@localhost',
    DATA_DIR: '\0',
  })
  const begun = Date.now()
  const findings = await runChecks({ ...context, database: () => new Promise(() => {}) }, 0.3)
  expect(Date.now() - begun).toBeLessThan(20_000)
  expect(findings.map(({ level, check }) => `${level} ${check}`)).toEqual(
    expect.arrayContaining(['warning files', 'warning mail', 'ok secret', 'hint dns']),
  )
})

test('an invalid configuration is reported, and the valid settings are still checked', async () => {
  const environment = {
    NODE_ENV: 'production',
    AUTH_SECRET: 'z'.repeat(40),
    MAIL_FROM: 'a@localhost',
    TRUST_PROXY: 'x',
  }
  const context = doctorContext({
    ...environment,
    DATABASE_URL: 'mysql://db',
    APP_URL: 'https://accounts.rekey.invalid',
  })
  const found = await runChecks({ ...context, trialMailTo: 'you@rekey.dev' })
  expect(findingsBeyondFine(found)).toEqual(
    expect.arrayContaining(['fault configuration', 'fault secret', 'hint site', 'warning mail.trial']),
  )
  expect(found.filter(({ check }) => check === 'configuration')).toHaveLength(3)
  for (const { level, mend } of found) expect(level === 'fault' && !mend).toBe(false)
})
