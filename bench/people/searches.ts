import type { Sql } from 'postgres'
import type { UserState } from '@/db/operator/user-states'
import { findUsersByText } from '@/lib/operator/search/find-users'
import { listUsers } from '@/lib/operator/search/list-users'
import type { Result } from '@/lib/result'
import { begins, byBytes, deep } from './cursors'

export type Search = () => Promise<Result<unknown>>
const operator = { name: 'people' }
const find = (text: string, after?: string) => () => findUsersByText({ text, after }, operator)
const list = (input: object) => () => listUsers(input, operator)

/** Whose text many accounts begin with, as a first name in emails and names; LAST is a last name. */
const [FIRST, LAST] = ['maria', 'lopez']
const [EMAIL, NAME, LAST_NAME] = ['email_canonical', 'name_key', 'last_name_key']

/** Every search and list, each with inputs that are tried in turn. */
export async function searches(sql: Sql, users: number): Promise<Record<string, Search[]>> {
  const some = await someone(sql, users)
  const each = (make: (one: (typeof some)[number]) => Search) => some.map(make)
  const notByEmail = `not (${begins(EMAIL, FIRST)})`
  const after = async (text: string, column: string, where = 'true') => {
    const ids = await deep(
      sql,
      column === EMAIL ? `${EMAIL} collate "C"` : byBytes(column),
      `${begins(column, text)} and ${where}`,
    )
    return ids.map((id) => find(text, id))
  }
  const lastByEmail = await sql.unsafe(
    `select id from users where ${begins(EMAIL, FIRST)} order by ${EMAIL} collate "C" desc limit 20`,
  )
  return {
    'find an ID': each(({ id }) => find(id)),
    'find an email': each(({ email }) => find(email)),
    'find a phone number': each(({ phone }) => find(phone.replace('+49', '0049 '))),
    'find an ID, an email or a number of nobody': each(({ n }) =>
      find([crypto.randomUUID(), `no.${n}@example.com`, `+99${n}00000000`][n % 3]!),
    ),
    'find the beginning of one email': each(({ email }) => find(email.slice(0, -3))),
    'find the beginning of many emails': each(({ n }) => find(`${FIRST}${n % 10}`)),
    'find the beginning of no email': each(({ n }) => find(`zz${n}@`)),
    'find a word': each(({ first_name }) => find(first_name)),
    'find one letter': each(({ first_name }) => find(first_name.slice(0, 1))),
    'find a word, deep among emails': await after(FIRST, EMAIL),
    'find a word, from the last email to names': lastByEmail.map(({ id }) => find(FIRST, id)),
    'find a word, deep among first names': await after(FIRST, NAME, notByEmail),
    'find a word, deep among last names': await after(LAST, LAST_NAME, `not (${begins(EMAIL, LAST)})`),
    'find a word that nobody has': each(({ n }) => find(`zz${n}`)),
    'find a name': each(({ first_name, last_name }) => find(`${first_name} ${last_name}`)),
    'find a last name and an initial': each(({ first_name, last_name }) =>
      find(`${last_name} ${first_name.slice(0, 1)}`),
    ),
    'find a name, deep': await after('maria l', NAME),
    'find a name that nobody has': each(({ last_name, n }) => find(`zz ${last_name}${n}`)),
    'list, newest first': [list({})],
    'list, deep': (await deep(sql, 'id desc')).map((id) => list({ after: id })),
    'list --email-begins': each(({ first_name }) => list({ email_begins: first_name })),
    ...(await lists(sql)),
  }
}

const states: Record<Exclude<UserState, 'contested'>, [flag: string, where: string]> = {
  disabled: ['disabled', 'disabled_at is not null'],
  unverified: ['unverified', 'email_verified_at is null'],
  locked: ['locked', "password_hash = '!'"],
  unreachable: ['unreachable', 'email_unreachable_at is not null'],
  'to-be-deleted': ['to_be_deleted', 'deletion_due_at is not null'],
  'two-step': ['two_step', 'two_step_at is not null'],
  'without-two-step': ['without_two_step', 'two_step_at is null'],
}

async function lists(sql: Sql): Promise<Record<string, Search[]>> {
  const found: Record<string, Search[]> = { 'list --contested': [list({ contested: true })] }
  for (const [state, [flag, where]] of Object.entries(states)) {
    found[`list --${state}`] = [list({ [flag]: true })]
    found[`list --${state}, deep`] = (await deep(sql, 'id desc', where)).map((id) => list({ [flag]: true, after: id }))
  }
  return found
}

type Someone = { n: number; id: string; email: string; phone: string; first_name: string; last_name: string }

/** Accounts spread over the table. */
async function someone(sql: Sql, users: number): Promise<Someone[]> {
  const percent = Math.min(100, 60_000 / users)
  const rows = await sql.unsafe(
    `select id, email, phone_number as phone, first_name, last_name from users tablesample bernoulli (${percent}) repeatable (7) limit 300`,
  )
  return rows.map((row, n) => ({ n, ...row })) as unknown as Someone[]
}
