import { findUserByEmail, type User } from '@/db/accounts/users'
import { race } from '@/e2e/support/needs'
import { aPerson } from '@/e2e/support/steps/person'
import { deleteAccount } from '@/lib/account-deletion/delete-account'
import { changeEmail } from '@/lib/email-change/change-email'
import { changePassword } from '@/lib/password-change/change-password'
import { makeHash } from '@/lib/passwords/hash-password'
import { hashPool } from '@/lib/passwords/pool/shared-pool'
import { argon2id } from '@/lib/passwords/schemes/argon2id'
import { bcrypt } from '@/lib/passwords/schemes/bcrypt'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { login } from './login'

// 'securepassword', hashed by the previous system.
const plainBcrypt = '$2b$04$U0hLSe0l2JLXfT0zLG9kAOG9RF.Nj4iViwKen8aKDDdfep/gKKcRq'
const today = /^\$bcrypt-sha256\$v=2,t=2b,r=12\$/

test('a cheap hash is replaced at the next login and kept at the one after [B17]', async () => {
  await withSettings({ PASSWORD_HASH: 'bcrypt' }, async () => {
    const user = await someone()
    expect(await tryLogin(user, user.password)).toBe(true)
    const renewed = await hashOf(user)
    expect(renewed).toMatch(today)
    expect(await tryLogin(user, user.password)).toBe(true)
    expect(await hashOf(user)).toBe(renewed)
  })
})

test('a hash from an older system works for one login, which replaces it [B17]', async () => {
  await withSettings({ PASSWORD_HASH: 'bcrypt' }, async () => {
    const user = await someone({ passwordHash: plainBcrypt })
    expect(await tryLogin(user, 'securepassword')).toBe(true)
    expect(await hashOf(user)).toMatch(today)
    expect(await tryLogin(user, 'securepassword')).toBe(true)
  })
})

test('a wrong password replaces no hash', async () => {
  const user = await someone({ passwordHash: plainBcrypt })
  expect(await tryLogin(user, 'securepassword2')).toBe(false)
  expect(await hashOf(user)).toBe(plainBcrypt)
})

test('the new hash is made in the configured scheme', async () => {
  await withSettings({ PASSWORD_HASH: 'argon2id' }, async () => {
    const user = await someone({ passwordHash: plainBcrypt })
    expect(await tryLogin(user, 'securepassword')).toBe(true)
    expect(await hashOf(user)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await tryLogin(user, 'securepassword')).toBe(true)
  })
})

test('concurrent logins that all replace the hash all succeed', { tag: race }, async () => {
  await withSettings({ PASSWORD_HASH: 'argon2id' }, async () => {
    const user = await someone()
    const inside = await Promise.all(Array.from({ length: 6 }, () => tryLogin(user, user.password)))
    expect(inside).toEqual(inside.map(() => true))
  })
})

test('a damaged hash is refused like a wrong password [B1]', async () => {
  for (const passwordHash of ['', '$2b$12$short', 'plaintext', '$bcrypt-sha256$v=2,t=2b,r=12$x$y']) {
    const { email } = await someone({ passwordHash })
    const result = await login({ email, password: passwordHash || 'anything' }, aCaller())
    expect(result).toEqual({ ok: false, code: 'invalid-credentials', fields: {} })
  }
})

/** Decomposed as on a Mac, and as Windows types Vietnamese: the vowel with its circumflex, then the tone. */
const keyboards = { decomposed: 'mật khẩu'.normalize('NFD'), vietnamese: 'mâ\u0323t khâ\u0309u' }

for (const [keyboard, typed] of Object.entries(keyboards)) {
  test(`an imported ${keyboard} password works as it was typed, and after that login from every keyboard [A10, B17]`, async () => {
    const scheme = keyboard === 'decomposed' ? 'argon2id' : 'plain bcrypt'
    const user = await someone({ passwordHash: await hashElsewhere(typed, scheme) })
    expect(await tryLogin(user, `${typed}!`)).toBe(false)
    expect(await tryLogin(user, typed)).toBe(true)
    expect(await tryLogin(user, typed.normalize('NFC'))).toBe(true)
    expect(await tryLogin(user, typed)).toBe(true)
    expect(await hashOf(user)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })
}

test('while an imported hash is kept, its password is confirmed as it was typed [A10]', async () => {
  const typed = keyboards.vietnamese
  const passwordHash = await hashElsewhere(typed, 'plain bcrypt')
  const user = await someone({ passwordHash })
  const caller = await aCallerOf(user)
  const email = { new_email: aPerson().email, current_password: typed.normalize('NFC') }
  expect(await changeEmail(email, caller)).toMatchObject({ code: 'wrong-password' })
  expect(await changeEmail({ ...email, current_password: typed }, caller)).toMatchObject({ ok: true })
  const next = { current_password: typed, new_password: 'other words of mine' }
  expect(await changePassword(next, caller)).toMatchObject({ ok: true })
  const left = await someone({ passwordHash })
  expect(await deleteAccount({ current_password: typed }, await aCallerOf(left))).toMatchObject({ ok: true })
})

/** As a system does it that hashes the bytes of a password exactly as they were sent. */
async function hashElsewhere(typed: string, scheme: 'plain bcrypt' | 'argon2id'): Promise<string> {
  if (scheme === 'argon2id') return makeHash(argon2id.recipe(typed))
  const { step } = bcrypt.trial(typed, plainBcrypt)!
  return plainBcrypt.slice(0, 29) + (await hashPool().run({ ask: 'digest', step }))
}

async function tryLogin({ email }: User, password: string): Promise<boolean> {
  return (await login({ email, password }, aCaller())).ok
}

async function hashOf({ emailCanonical }: User): Promise<string | undefined> {
  return (await findUserByEmail(emailCanonical))?.passwordHash
}
