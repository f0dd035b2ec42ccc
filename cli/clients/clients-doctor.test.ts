import { noteClientFault } from '@/db/provider/clients'
import { rekey } from '@/test/command-line'
import { aWiki } from '@/test/provider/examined-app'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('the doctor of an app prints what it found, and exits with 1 only for a problem', async () => {
  await using wiki = await aWiki(site)
  const { id, secret } = await wiki.register()
  const healthy = await rekey(['clients', 'doctor', id, '--secret-stdin'], { input: `${secret}\n` })
  expect(healthy).toMatchObject({ code: 0, err: '' })
  expect(healthy.out).toContain('✓ The secret is right, and the token endpoint accepts it.')
  expect(healthy.out).toMatch(/^· Nothing was seen of Wiki yet: .*\n {4}Log in to the app once/m)
  expect(healthy.out).not.toContain(secret)
  await noteClientFault(id, 'redirect-unregistered', `${wiki.url}/cb/\u001b[2J`)
  const ill = await rekey(['clients', 'doctor', id])
  expect(ill.code).toBe(1)
  expect(ill.out).toContain('✗ The app asked for')
  expect(ill.out).not.toContain('\u001b')
})

test('the same as JSON, for scripts; --strict minds warnings', async () => {
  await using wiki = await aWiki(site, { '/bye': 404 })
  const { id, secret } = await wiki.register()
  const asked = ['clients', 'doctor', id, '--secret-stdin', '--json']
  const { code, out } = await rekey(asked, { input: secret })
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    client: { id, name: 'Wiki' },
    findings: expect.arrayContaining([{ check: 'disabled', level: 'ok', says: 'Wiki is enabled.' }]),
  })
  expect((await rekey([...asked, '--strict'], { input: secret })).code).toBe(1)
})

test('an unknown app and a text that is no secret are refused', async () => {
  await using wiki = await aWiki(site)
  const { id } = await wiki.register()
  expect(await rekey(['clients', 'doctor', 'nobody'])).toMatchObject({ code: 1, err: 'No client has this ID.' })
  const doctor = ['clients', 'doctor', id, '--secret-stdin']
  for (const input of ['', 'two words', 'two\nlines'])
    expect(await rekey(doctor, { input })).toMatchObject({
      code: 1,
      err: expect.stringContaining('secret: must be one line'),
    })
})
