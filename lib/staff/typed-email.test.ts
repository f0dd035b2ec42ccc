import { someone } from '@/test/accounts/someone'
import { agedConsole, aMember, aMemberAtWork } from '@/test/staff/a-member'
import { expect, test } from '@/test/unit'
import { refusedEmail } from './typed-email'

const RESET = 'users reset-factors'

test('what cannot be undone needs the email of the account, in any spelling that reaches the same mailbox', async () => {
  const [{ caller }, ann] = [await aMemberAtWork('admin'), await someone()]
  const typed = (email: string) => refusedEmail(RESET, { user: ann.id, email }, caller)
  for (const email of [ann.email, ` ${ann.email.toUpperCase()} `]) expect(await typed(email)).toBeUndefined()
  for (const email of ['', 'ann@example.com', ann.email.slice(1), (await someone()).email])
    expect(await typed(email)).toMatchObject({ code: 'invalid-input', fields: { email: [expect.any(String)] } })
})

test('it is not asked for where the act can be undone', async () => {
  const [{ caller }, ann] = [await aMemberAtWork('admin'), await someone()]
  expect(await refusedEmail('users disable', { user: ann.id, email: '' }, caller)).toBeUndefined()
})

test('whoever may not do it anyway does not learn whether the email is right', async () => {
  const ann = await aMember()
  const [support, closed] = [await aMemberAtWork('support'), await aMemberAtWork('admin')]
  await agedConsole(closed.caller, { since: 1, seen: 31 })
  const strangers = { ...closed.caller, credential: undefined }
  for (const caller of [support.caller, closed.caller, strangers])
    expect(await refusedEmail(RESET, { user: ann.id, email: 'ann@example.com' }, caller)).toBeUndefined()
})
