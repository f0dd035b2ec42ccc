import { query } from '@/db/connection/client'
import { examineDatabase } from '@/db/operator/facts/database-facts'
import { users } from '@/db/schema'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someone } from '@/test/accounts/someone'
import { doctorContext } from '@/test/doctor-context'
import { withoutStaff } from '@/test/staff/a-member'
import { expect, test } from '@/test/unit'
import { judgePasskeys } from './passkeys'

// The facts count all accounts, and other tests leave some.
test.beforeEach(async () => {
  await withoutStaff()
  await query((db) => db.delete(users))
})

test('without passkeys the doctor says nothing about their domain', async () => {
  expect(await judged({ APP_URL: 'https://accounts.example.com' })).toEqual([])
})

test('the doctor counts passkeys that a change of the domain has made useless', async () => {
  const ada = await someone()
  await aPasskeyOf(ada, { rpId: 'login.example.com' })
  await aPasskeyOf(ada, { rpId: 'login.example.com' })
  expect(await judged({ APP_URL: 'https://login.example.com' })).toMatchObject([
    { check: 'passkeys.domain', level: 'ok', says: 'All passkeys are for login.example.com.' },
  ])
  expect(await judged({ APP_URL: 'https://accounts.example.com' })).toMatchObject([
    {
      ...{ check: 'passkeys.domain', level: 'warning' },
      says: '2 passkeys of 1 account were made for login.example.com and can’t be used at accounts.example.com.',
      mend: expect.stringContaining('add new passkeys'),
    },
  ])
  // An IP address turns passkeys off.
  expect(await judged({ APP_URL: 'https://203.0.113.9' })).toMatchObject([{ level: 'warning' }])
})

test('PASSKEY_RP_ID brings back the passkeys of a parent domain', async () => {
  await aPasskeyOf(await someone(), { rpId: 'example.com' })
  const APP_URL = 'https://accounts.example.com'
  expect(await judged({ APP_URL })).toMatchObject([
    {
      says: expect.stringMatching(/^1 passkey of 1 account was made/),
      mend: expect.stringMatching(/^PASSKEY_RP_ID=example\.com,/),
    },
  ])
  expect(await judged({ APP_URL, PASSKEY_RP_ID: 'example.com' })).toMatchObject([{ level: 'ok' }])
})

async function judged(settings: Record<string, string>) {
  const { passkeys } = await query(examineDatabase)
  return judgePasskeys(passkeys, doctorContext(settings))
}
