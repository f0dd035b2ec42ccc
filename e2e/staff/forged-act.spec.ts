import { runCommand } from '../support/apps/an-app'
import { anAccount, openPerson } from '../support/steps/people'
import { enter, openConsole } from '../support/steps/staff'
import { expect, test, withoutLimits } from '../support/test'

test.describe('the pages of people', () => {
  test.use({ environment: withoutLimits })

  test('an act takes our own origin, an open console, and a command that the console offers [N28]', async ({
    page,
    person,
    mailbox,
    site,
    request,
  }) => {
    await openConsole(page, person, { mailbox, site, role: 'admin' })
    const ann = await anAccount(site, request)
    await openPerson(page, ann)
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Disable account' }) })
    await page.reload({ waitUntil: 'networkidle' })
    const html = await (await page.request.get(page.url())).text()
    const fields = fieldsOf(html, 'Disable account')
    expect(fields).toMatchObject({ command: 'users disable', user: ann.id })
    await expect(form).toHaveCount(1)
    const post = async (more: Record<string, string>, origin = site.url) =>
      page.request.post(`/staff/people/${ann.id}`, {
        multipart: { ...fields, ...more },
        headers: { origin },
        maxRedirects: 0,
      })
    const isDisabled = async () => {
      type Answer = { user: { disabled_at: string | null } }
      return (await runCommand<Answer>(site, ['users', 'show', ann.id])).user.disabled_at !== null
    }
    for (const origin of ['https://evil.example', 'null']) expect((await post({}, origin)).status()).toBe(403)
    for (const command of ['users delete', 'users reset-link', 'users show', 'toString', ''])
      expect((await post({ command })).status(), command).toBe(404)
    expect((await post({ user: ann.email })).status()).toBe(404)
    const { origin } = new URL(site.url)
    const strangers = await request.post(`/staff/people/${ann.id}`, { multipart: fields, headers: { origin } })
    expect([404, 409]).toContain(strangers.status())
    expect(await isDisabled()).toBe(false)
    const done = await post({})
    expect([done.status(), done.headers().location]).toEqual([303, `/staff/people/${ann.id}?done=users%20disable`])
    expect(await isDisabled()).toBe(true)
    await page.goto('/staff')
    await page.getByRole('button', { name: 'Close the console' }).click()
    await expect(page).toHaveURL('/account')
    const closed = await post({ command: 'users enable' })
    expect(closed.headers().location).toBe(`/staff/enter?next=${encodeURIComponent(`/staff/people/${ann.id}`)}`)
    expect(await isDisabled()).toBe(true)
    await enter(page, person, `/staff/people/${ann.id}`)
    await expect(page).toHaveURL(`/staff/people/${ann.id}`)
  })
})

/** What the form with this button sends without script. */
function fieldsOf(html: string, button: string): Record<string, string> {
  const form = html.split('<form').find((each) => each.includes(`>${button}<`)) ?? ''
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)]
  return Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')]))
}
