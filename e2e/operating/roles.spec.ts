import { missing, onPostgres } from '../support/needs'
import { databaseWithRoles } from '../support/servers/database-roles'
import { postgresProgram } from '../support/servers/installed-postgres'
import { startSite } from '../support/servers/site'
import { linkIn } from '../support/servers/smtp-mailbox'
import { tokenIn } from '../support/steps/link-in-email'
import { aPassword } from '../support/steps/person'
import { expect, test } from '../support/test'

test('a site whose role owns nothing registers, logs in, resets and sweeps, once its owner has migrated [G5]', {
  tag: onPostgres,
}, async ({ request, person }) => {
  test.skip(!postgresProgram('psql'), missing.psql.reason)
  const roles = await databaseWithRoles()
  roles.runScript()
  const asApp = { databaseUrl: roles.appUrl }
  await expect(startSite(asApp)).rejects.toThrow(/^Database: migrations are missing .* set MIGRATE_DATABASE_URL/m)

  const site = await startSite({ ...asApp, environment: { MIGRATE_DATABASE_URL: roles.ownerUrl } })
  const post = async (path: string, data: object) => (await request.post(site.url + path, { data })).status()
  const passwords = [person.password, aPassword()]
  expect(await post('/api/register', person)).toBe(201)
  expect(await post('/api/login', person)).toBe(200)
  expect(await post('/api/forgot-password', person)).toBe(202)
  const email = await site.mailbox.waitFor(person.email, { subject: /reset/i })
  expect(await post('/api/reset-password', { token: tokenIn(linkIn(email)), new_password: passwords[1] })).toBe(200)
  expect(await post('/api/login', person)).toBe(401)
  expect(await post('/api/login', { ...person, password: passwords[1] })).toBe(200)
  expect(site.log().join('\n')).toContain('"event":"sweep"')
  await site.stop()

  const withoutOwner = await startSite(asApp)
  await withoutOwner.stop()
  await roles.drop()
})
