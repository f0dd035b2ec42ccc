import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { answerConsent } from './answer-app-login'

const answer = { uid: 'no-such-login', cookie: '', scopes: 'openid', allowed: true }

test('nobody consents without being logged in, and an account at most 60 times an hour [P31]', async () => {
  const [here, other] = [await someone(), await someone()]
  const [caller, bystander] = [await aCallerOf(here, 'browser'), await aCallerOf(other, 'browser')]
  // The page showed another account, so nothing is decided.
  const input = { ...answer, scopes: 'openid', user: '00000000-0000-7000-8000-000000000000' }
  expect(await answerConsent(input, aCaller('browser'))).toMatchObject({ code: 'unauthenticated' })
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    for (let call = 0; call < 60; call++) expect(await answerConsent(input, caller)).toMatchObject({ ok: true })
    expect(await answerConsent(input, caller)).toMatchObject({ code: 'too-many-requests' })
    expect(await answerConsent(input, bystander)).toMatchObject({ ok: true })
  })
})
