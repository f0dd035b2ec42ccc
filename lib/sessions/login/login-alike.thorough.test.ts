import { onPglite } from '@/e2e/support/needs'
import { takesLonger } from '@/e2e/support/takes-longer'
import { hashPassword } from '@/lib/passwords/hash-password'
import { aCaller } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { login } from './login'

/** So few are enough for the sign test if a refusal takes longer in every round. */
const ROUNDS = 10
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
        const found = slower(await refusals(emails, password))
        // Dozens of comparisons find a difference by chance now and then, but hardly the same one twice.
        const again = found.length > 0 ? slower(await refusals(emails, password)) : []
        expect(found.filter((each) => again.includes(each))).toEqual([])
      })
    })
  }
}

function slower(times: Record<string, number[]>): string[] {
  const kinds = Object.entries(times)
  return kinds.flatMap(([kind, these]) =>
    kinds
      .filter(([, those]) => takesLonger(these, those, AT_MOST))
      .map(([other]) => `${kind} takes longer than ${other}`),
  )
}

/** How long each refusal took in each round, in milliseconds. Each kind is the first of a round as often as the others. */
async function refusals(emails: Record<string, string>, password: string): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = {}
  for (let round = 0; round <= ROUNDS; round++) {
    const kinds = Object.entries(emails)
    const first = round % kinds.length
    for (const [kind, email] of [...kinds.slice(first), ...kinds.slice(0, first)]) {
      const began = performance.now()
      expect(await login({ email, password }, aCaller())).toMatchObject({ code: 'invalid-credentials' })
      // The first round includes starting threads and compiling.
      if (round > 0) times[kind] = [...(times[kind] ?? []), performance.now() - began]
    }
  }
  return times
}
