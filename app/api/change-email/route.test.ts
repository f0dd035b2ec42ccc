import { aPerson } from '@/e2e/support/steps/person'
import { emailsOf, rowsOf } from '@/test/accounts/account-rows'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { answersOnly, asksWhoCalls, refusesOtherSites, takesJsonAlone } from '@/test/doors/door-rules'
import { bearer, jsonDoor } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as routes from './route'

const door = jsonDoor('/api/change-email', routes)
const rules = {
  success: 202,
  ask: ({ password }: { password: string }) => ({
    body: { new_email: aPerson().email, current_password: password },
  }),
}
answersOnly(door, 'POST')
asksWhoCalls(door, 'POST', rules)
refusesOtherSites(door, 'POST', rules)
takesJsonAlone(door, 'POST')

test('a free and a taken email get the same bytes and headers, and no email changes yet [C1]', async () => {
  const taken = await someone()
  const answers = []
  for (const new_email of [aPerson().email, taken.email, taken.email.toUpperCase()]) {
    const user = await someone()
    const headers = bearer(await loggedIn(user))
    const answer = await door.send('POST', { headers, body: { new_email, current_password: user.password } })
    answers.push({ ...answer, headers: [...answer.headers] })
    expect((await rowsOf(user)).user).toMatchObject({ email: user.email, emailCanonical: user.emailCanonical })
    expect(await emailsOf(user, 'confirm-email')).toMatchObject([{ recipient: new_email }])
  }
  expect(answers[0]).toMatchObject({ status: 202, body: { message: expect.any(String) } })
  expect(answers[1]).toEqual(answers[0])
  expect(answers[2]).toEqual(answers[0])
})

test('without the password or with a wrong one, no email is sent [F9]', async () => {
  const user = await someone()
  const headers = bearer(await loggedIn(user))
  const before = await rowsOf(user)
  const new_email = aPerson().email
  const missing = await door.send('POST', { headers, body: { new_email } })
  expect([missing.status, missing.body.errors[0].pointer]).toEqual([422, '#/current_password'])
  const wrong = await door.send('POST', { headers, body: { new_email, current_password: 'a wrong password' } })
  expect([wrong.status, wrong.body.code]).toEqual([403, 'wrong-password'])
  expect(await rowsOf(user)).toEqual(before)
})

test('a value that is not exactly one email is rejected with an error on its field [C4, B14]', async () => {
  const user = await someone()
  const headers = bearer(await loggedIn(user))
  const before = await rowsOf(user)
  for (const new_email of [undefined, null, 7, {}, ['a@b.co', 'c@d.co'], 'a@b.co,c@d.co', 'x', user.email]) {
    const answer = await door.send('POST', { headers, body: { new_email, current_password: user.password } })
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, '#/new_email'])
  }
  expect({ ...(await rowsOf(user)), sessions: [] }).toEqual({ ...before, sessions: [] })
})
