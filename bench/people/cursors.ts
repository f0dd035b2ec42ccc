import type { Sql } from 'postgres'

/** The thousandth page of fifty, or the last whole one of fewer. */
const DEEP = 50_000
const HOW_MANY = 20

export const begins = (column: string, text: string) =>
  `${column} collate "C" >= '${text}' and ${column} collate "C" < '${text}' || chr(1114111)`
export const byBytes = (column: string) => `${column} collate "C", id`

/** IDs with which a deep page begins, of neighboring accounts, so that no two measurements read the same page. */
export async function deep(sql: Sql, order: string, where = 'true'): Promise<string[]> {
  const [{ all }] = await sql.unsafe<[{ all: number }]>(
    `select count(*)::int as all from (select 1 from users where ${where} limit ${DEEP + 100}) one`,
  )
  const offset = Math.max(0, Math.min(DEEP, all - 100))
  const rows = await sql.unsafe(
    `select id from users where ${where} order by ${order} offset ${offset} limit ${HOW_MANY}`,
  )
  return rows.map(({ id }) => id)
}
