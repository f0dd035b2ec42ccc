import type { Sql } from 'postgres'
import { people } from './people.sql'
import type { People } from './scale.sql'

/**
 * Fills an empty, migrated database. Like a restore, it builds all indexes but the primary keys after the rows, so the sizes
 * are those of packed indexes. Foreign keys are not checked, and only a superuser can do that.
 */
export async function fill(sql: Sql, users: number, more: Omit<People, 'users' | 'now'>): Promise<void> {
  // In parallel as far as there are connections, because no table depends on another.
  const tables = people({ users, now: new Date(), ...more })
  await Promise.all(tables.map(([table, statement]) => fillTable(sql, table, statement)))
  await sql.unsafe('vacuum (analyze)')
}

/** Fills one table, and builds its indexes afterwards. */
export async function fillTable(sql: Sql, table: string, statement: string): Promise<void> {
  const one = await sql.reserve()
  try {
    await one.unsafe(`set session_replication_role = replica; set synchronous_commit = off`)
    await one.unsafe(`set work_mem = '256MB'; set maintenance_work_mem = '1GB'`)
    const indexes = await indexesOf(one, table)
    for (const { drop } of indexes) await one.unsafe(drop)
    await one.unsafe(statement)
    for (const { make } of indexes) await one.unsafe(make)
  } finally {
    await one.unsafe('reset all')
    one.release()
  }
}

function indexesOf(sql: Sql, table: string): Promise<{ drop: string; make: string }[]> {
  return sql`
    select case when conname is null then format('drop index %I', relname)
                else format('alter table %I drop constraint %I', ${table}::text, conname) end as drop,
           case when conname is null then pg_get_indexdef(indexrelid)
                else format('alter table %I add constraint %I %s', ${table}::text, conname, pg_get_constraintdef(c.oid)) end as make
    from pg_index join pg_class on pg_class.oid = indexrelid
    left join pg_constraint c on conindid = indexrelid and contype = 'u'
    where indrelid = ${table}::regclass and not indisprimary`
}
