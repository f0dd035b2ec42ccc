import { bearer, finish, infoBy, pass } from '@/test/provider/conformance/flow'
import { aRun, discovered, requestOf } from '@/test/provider/conformance/run'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test.describe('oidcc-basic-certification-test-plan [P40]', () => {
  test('oidcc-scope-profile', async () => {
    const run = await aRun(site)
    const { info } = await pass(run, { scope: 'openid profile' })
    const { firstName, lastName } = run.user
    expect(info).toMatchObject({ name: `${firstName} ${lastName}`, given_name: firstName, family_name: lastName })
    // In seconds, and not in the future.
    expect(info.updated_at).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000))
  })

  test('oidcc-scope-email', async () => {
    const run = await aRun(site)
    const { info, claims } = await pass(run, { scope: 'openid email' })
    expect(info).toMatchObject({ email: run.user.email, email_verified: true })
    expect(Object.keys(info)).not.toContain('name')
    for (const name of ['name', 'email']) expect(Object.keys(claims)).not.toContain(name)
  })

  test('oidcc-scope-phone', async () => {
    const run = await aRun(site)
    const { info } = await pass(run, { scope: 'openid phone' })
    expect(info).toMatchObject({ phone_number: run.user.phoneNumber, phone_number_verified: false })
  })

  test('oidcc-scope-address', async () => {
    expect((await discovered(site)).scopes_supported).not.toContain('address')
  })

  test('oidcc-scope-all', async () => {
    const { scopes_supported } = await discovered(site)
    expect(scopes_supported).not.toContain('address')
    // The suite skips the module. Without the address, everything arrives.
    const { info } = await pass(await aRun(site), { scope: 'openid email phone profile' })
    expect(Object.keys(info)).toEqual(expect.arrayContaining(['sub', 'email', 'phone_number', 'name', 'updated_at']))
  })

  test('oidcc-ensure-other-scope-order-succeeds', async () => {
    const run = await aRun(site)
    expect((await pass(run, { scope: 'email openid' })).info).toMatchObject({ email: run.user.email })
  })

  test('oidcc-alternate-happy-flow', async () => {
    const run = await aRun(site)
    const request = new URLSearchParams([...requestOf(run, { scope: 'email openid' })].reverse())
    const { location } = await run.browser.visit(`/oauth/authorize?${request}`)
    const { info, tokens } = await finish(run, request, location)
    expect(info).toMatchObject({ email: run.user.email, email_verified: true })
    expect(await infoBy(run, bearer(tokens))).toEqual(info)
  })

  test('oidcc-claims-essential', async () => {
    const claims = JSON.stringify({ userinfo: { name: { essential: true } } })
    const { info } = await pass(await aRun(site), { claims })
    // Only scopes open what is known about a person. The suite warns about it, and passes.
    expect(Object.keys(info)).toEqual(['sub'])
  })
})
