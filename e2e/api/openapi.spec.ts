import { stories } from '../support/documents/documented-stories'
import { lintOpenApi } from '../support/documents/lint-openapi'
import { readDocument } from '../support/documents/openapi-document'
import { player } from '../support/documents/play-examples'
import { onPostgres } from '../support/needs'
import { expect, test } from '../support/test'

test.use({ environment: { RATE_LIMITS: 'off', TOKEN_AUDIENCES: 'billing' } })

/** Refusals that need an internal error, a flood, time or another setting. Separate tests provoke them. */
const costly =
  /unexpected|unavailable|too-many-requests|link-expired|link-replaced|registration-closed|second-factor-(setup-)?required/
/**
 * Refusals that need another account to get the email after the link was sent and before it is opened, and one of a browser's
 * session that is no longer fresh.
 */
const rare =
  /^((verifyEmail|confirmEmail|undoEmail|notMe) 409|addPasskey 403 confirmation-required|deleteAccount 403 staff-account)/

test('every documented example is answered as documented, and so is every refusal that is cheap to provoke', {
  tag: onPostgres,
}, async ({ site, mailbox }) => {
  test.slow()
  const scene = { ...player(site.url, await readDocument(site.url)), mailbox }
  await stories.register(scene)
  await stories.account(scene)
  await stories.apps(scene, site)
  // Before the stories that set a password, because an undo disables one that was set just before the change.
  await stories.address(scene)
  await stories.factors(scene)
  await stories.password(scene)
  await stories.forgotten(scene)
  await stories.refusals(scene)
  await stories.end(scene)
  await site.restart({ REGISTRATION: 'confirm' })
  await stories.registerWithProof(scene)

  const missed = scene.documented.filter((each) => !scene.seen.has(each) && !costly.test(each) && !rare.test(each))
  expect(missed).toEqual([])
})

test('Spectral finds no error in the served document, and finds a planted one', async ({ site }) => {
  const document = await readDocument(site.url)
  expect(await lintOpenApi(document)).toEqual([])
  const healthz = document.paths['/healthz']!
  Reflect.deleteProperty(healthz.get!, 'operationId')
  const found = await lintOpenApi({ ...document, paths: { '/healthz': healthz } })
  expect(found.filter((fault) => !fault.startsWith('oas3-unused-component'))).toEqual([
    expect.stringMatching(/^operation-operationId paths/),
  ])
})
