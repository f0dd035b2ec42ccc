import { eq, isNull, like, sql } from 'drizzle-orm'
import { query, transaction } from '@/db/connection/client'
import { users } from '@/db/schema'
import { onPostgres } from '@/e2e/support/needs'
import { tendNameKeys } from '@/lib/operator/tend-name-keys'
import { sweep } from '@/lib/process/sweeper'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { oldId } from '@/test/accounts/many-rows'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { makeMissingNameKeys } from './missing-name-keys'

const noKeys = { nameKey: null, lastNameKey: null }
const anAccount = () => someone({ firstName: 'Zoë', lastName: 'Van Dam', passwordHash: 'none' })
const zoesKeys = { nameKey: 'zoë van dam', lastNameKey: 'van dam zoë' }

test('the sweep makes the keys of accounts from before, more than a batch of them, and changes nothing else', async () => {
  const user = await anAccount()
  await changeAccount(user, noKeys)
  const domain = `@${crypto.randomUUID()}.example.com`
  const email = sql`n || ${domain}::text`
  const many = sql`select ${oldId}, ${email}, ${email}, 'Old ' || n, 'Name', '!' from generate_series(1, 2500) n`
  const columns = sql`id, email, email_canonical, first_name, last_name, password_hash`
  await query((db) => db.execute(sql`insert into users (${columns}) ${many}`))
  await sweep()
  const { nameKey, lastNameKey, ...rest } = await accountOf(user)
  expect({ nameKey, lastNameKey }).toEqual(zoesKeys)
  expect({ ...user, ...rest }).toEqual(user)
  expect(await query((db) => db.$count(users, isNull(users.nameKey)))).toBe(0)
  const made = await query((db) =>
    db
      .select()
      .from(users)
      .where(eq(users.email, `7${domain}`)),
  )
  expect(made).toMatchObject([{ nameKey: 'old 7 name', lastNameKey: 'name old 7' }])
  await query((db) => db.delete(users).where(like(users.email, `%${domain}`)))
})

// An instance of an earlier version, which knows neither column, beside this one.
test('an account that an earlier version renames loses its keys, and the sweep makes those of the new name', async () => {
  const user = await anAccount()
  await changeAccount(user, { firstName: 'Chloë' })
  expect(await accountOf(user)).toMatchObject(noKeys)
  await tendNameKeys()
  expect(await accountOf(user)).toMatchObject({ nameKey: 'chloë van dam', lastNameKey: 'van dam chloë' })
  await changeAccount(user, { firstName: 'Chloë van', lastName: 'Dam' })
  await tendNameKeys()
  expect(await accountOf(user)).toMatchObject({ nameKey: 'chloë van dam', lastNameKey: 'dam chloë van' })
})

test('other changes by an earlier version, and a change of case, leave the keys', async () => {
  const user = await anAccount()
  await changeAccount(user, { firstName: 'zoë', lastName: 'VAN DAM', phoneNumber: null, passwordHash: '!' })
  expect(await accountOf(user)).toMatchObject(zoesKeys)
})

test('an account that somebody is changing is left to the next sweep, and nobody waits', {
  tag: onPostgres,
}, async () => {
  await tendNameKeys()
  const user = await anAccount()
  await changeAccount(user, noKeys)
  await transaction(async (tx) => {
    await tx.select().from(users).where(eq(users.id, user.id)).for('update')
    expect(await makeMissingNameKeys(10)).toBe(0)
  })
  expect(await makeMissingNameKeys(10)).toBe(1)
  expect(await accountOf(user)).toMatchObject(zoesKeys)
})
