import { linkInEmail, tokenIn } from '../support/steps/link-in-email'
import { movedToVictim } from '../support/steps/moved-account'
import { loginAsProgram, tryLogin, whoIs } from '../support/steps/open-account'
import { aPassword, aPerson, press } from '../support/steps/person'
import { axe, expect, test } from '../support/test'

const lost = { subject: /went back to an earlier email/i }
const closed = { subject: /closed for now/i }

for (const script of [true, false]) {
  test.describe(script ? 'a contest' : 'a contest without script', () => {
    test.use({ script })

    test('a victim whose account is taken back by its first email is notified and contests, and neither side gets in or sees the other’s data [D4r]', async ({
      page,
      person,
      mailbox,
      request,
    }) => {
      const victim = { ...aPerson(), first_name: 'Vera' }
      const { notice, session } = await movedToVictim(request, mailbox, person, victim)
      const asked = mailbox.mails.length
      await page.goto(linkInEmail('/undo-email', notice))
      await expect(page.getByText('can contest this')).toBeVisible()
      await press(page, 'undoEmail')
      await expect(page).toHaveURL('/undo-email?done')
      await expect(page.getByText('We disabled the password')).toContainText(person.email)
      expect(await axe(page)).toEqual([])
      expect(await whoIs(request, session)).toBe(401)
      const told = await mailbox.waitFor(victim.email, lost)
      expect(told.text).toContain('Hello Vera')

      const attacker = { ...person, password: aPassword() }
      const reset = await mailbox.waitFor(person.email, { subject: /reset/i, after: asked })
      const data = { token: tokenIn(linkInEmail('/reset-password', reset)), new_password: attacker.password }
      expect((await request.post('/api/reset-password', { data })).status()).toBe(200)
      const bearer = await loginAsProgram(request, attacker)
      const { first_name, last_name, phone_number } = person
      const seen = await (await request.get('/api/me/export', { headers: bearer })).json()
      expect(seen.profile).toMatchObject({ first_name, last_name, phone_number })
      for (const theirs of ['Vera', victim.last_name, victim.phone_number])
        expect(JSON.stringify(seen)).not.toContain(theirs)

      const link = linkInEmail('/contest', told)
      for (let i = 0; i < 3; i++) expect((await request.get(link)).status()).toBe(200)
      expect(await whoIs(request, bearer)).toBe(200)
      await page.goto(link)
      await expect(page).toHaveURL(/\/contest$/)
      expect(await axe(page)).toEqual([])
      await press(page, 'contest')
      await expect(page.getByRole('heading', { name: 'The account is closed' })).toBeVisible()
      expect(await axe(page)).toEqual([])

      expect(await whoIs(request, bearer)).toBe(401)
      for (const each of [attacker, victim]) {
        expect(await tryLogin(request, each)).toBe(401)
        await mailbox.waitFor(each.email, closed)
      }
      for (const path of ['/not-me', '/undo-email'] as const) {
        const token = tokenIn(linkInEmail(path, notice))
        expect([path, (await request.post(`/api${path}`, { data: { token } })).status()]).toEqual([path, 400])
      }
    })
  })
}
