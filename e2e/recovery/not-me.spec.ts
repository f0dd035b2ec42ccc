import { everyday } from '../support/needs'
import { attacks } from '../support/steps/attacks'
import { linkInEmail } from '../support/steps/link-in-email'
import { loginAsProgram, sessionOf, tryLogin, verifyQuickly, whoIs } from '../support/steps/open-account'
import { aPassword, aPerson, login, press, register, resetPassword } from '../support/steps/person'
import { axe, expect, test } from '../support/test'

for (const script of [true, false]) {
  test.describe(script ? 'this wasn’t me' : 'this wasn’t me, without script', () => {
    test.use({ script })

    // The page and its button are always the same, so without script one attack is enough, and with script two.
    const shown = script ? (['a login', 'an email change'] as const) : (['a login'] as const)
    for (const name of shown) {
      const { subject, act } = attacks[name]
      test(`the owner secures the account with the notice of ${name} [B18 F8 F9 D11r]`, {
        tag: script && name === 'a login' ? everyday : [],
      }, async ({ page, elsewhere, person, mailbox, request }) => {
        await register(page, person)
        await verifyQuickly(request, person, mailbox)
        const bearer = await loginAsProgram(request, person)
        await login(elsewhere, person)
        await expect(elsewhere).toHaveURL(/\/account$/)
        const session = await sessionOf(elsewhere)
        const attacker = { email: aPerson().email, password: aPassword() }
        const goesOn = await act(elsewhere, attacker, mailbox)

        const link = linkInEmail('/not-me', await mailbox.waitFor(person.email, { subject }))
        const before = [await whoIs(request, session), await whoIs(request, bearer)]
        for (let i = 0; i < 10; i++) expect((await request.get(link)).status()).toBe(200)
        expect([await whoIs(request, session), await whoIs(request, bearer)]).toEqual(before)

        await page.goto(link)
        await expect(page.getByRole('heading', { name: 'Secure your account' })).toBeVisible()
        const asked = mailbox.mails.length
        await press(page, 'notMe')
        await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()
        expect(await axe(page)).toEqual([])

        expect([await whoIs(request, session), await whoIs(request, bearer)]).toEqual([401, 401])
        await elsewhere.goto('/account')
        await expect(elsewhere).toHaveURL(/\/login\?next=/)
        for (const email of [person.email, attacker.email]) {
          for (const { password } of [person, attacker]) expect(await tryLogin(request, { email, password })).toBe(401)
        }
        if (goesOn) {
          await elsewhere.goto(goesOn)
          await expect(elsewhere.getByRole('heading', { name: 'This link was replaced' })).toBeVisible()
        }

        const reset = await mailbox.waitFor(person.email, { subject: /reset/i, after: asked })
        const password = aPassword()
        await resetPassword(page, linkInEmail('/reset-password', reset), password)
        await expect(page).toHaveURL(/notice=password-reset/)
        await login(page, { email: person.email, password })
        // No notice says that a deletion was canceled, because none was pending anymore.
        await expect(page).toHaveURL(/\/account$/)
        await expect(page.getByText(person.email).first()).toBeVisible()
        await page.goto(link)
        await expect(page.getByRole('heading', { name: 'This link has already been used' })).toBeVisible()
      })
    }
  })
}
