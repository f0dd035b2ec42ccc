import { onPglite } from '@/e2e/support/needs'
import { takesLonger } from '@/e2e/support/takes-longer'
import { hashPassword } from '@/lib/passwords/hash-password'
import { aCaller } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { login } from './login'

const ROUNDS = 14
const AT_MOST = 1.15

/**
 * A hash as Rekey makes it in this scheme. For cheaper bcrypt hashes the missing work is added; the time that Argon2id takes
 * with less memory depends on the machine, so there the hash has today's parameters.
 */
const imported = {
  bcrypt: '$2b$10$U0hLSe0l2JLXfT0zLG9kAOG9RF.Nj4iViwKen8aKDDdfep/gKKcRq',
  argon2id: '$argon2id$v=19$m=19456,t=2,p=1$rvvUxXQUpofNB3eCtOY4wA$+hGOnf9XqUTojWLz/zWriruLFwu5LcylVhsrnwDFtik',
}
const typed = { 'one form': 'a wrong password', 'two forms': 'mật khẩu sai'.normalize('NFD') }

for (const [scheme, passwordHash] of Object.entries(imported)) {
  for (const [forms, password] of Object.entries(typed)) {
    test(`under ${scheme}, a wrong password of ${forms} takes as long for an unknown, known, locked and imported account [B2]`, {
      tag: onPglite,
    }, async () => {
      test.setTimeout(300_000)
      await withSettings({ PASSWORD_HASH: scheme }, async () => {
        const emails = {
          unknown: 'nobody@example.com',
          known: (await someone({ passwordHash: await hashPassword('securepassword') })).email,
          locked: (await someone({ passwordHash: '!' })).email,
          imported: (await someone({ passwordHash })).email,
        }
        const times = await refusals(emails, password)
        for (const [kind, these] of Object.entries(times))
          for (const [other, those] of Object.entries(times))
            expect(takesLonger(these, those, AT_MOST), `${kind} takes longer than ${other}`).toBe(false)
      })
    })
  }
}

async function refusals(emails: Record<string, string>, password: string): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = {}
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [kind, email] of Object.entries(emails)) {
      const began = performance.now()
      expect(await login({ email, password }, aCaller())).toMatchObject({ code: 'invalid-credentials' })
      // The first round includes starting threads and compiling.
      if (round > 0) times[kind] = [...(times[kind] ?? []), performance.now() - began]
    }
  }
  return times
}
