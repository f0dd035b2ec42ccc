import type { Sql } from 'postgres'

export type Size = { name: string; table: string; bytes: number; bytesPerUser: number }

/** The sizes of all tables, without their indexes, and of all indexes, the largest first. */
export async function sizes(sql: Sql): Promise<Size[]> {
  const [{ users }] = await sql<[{ users: number }]>`select count(*)::int as users from users`
  const rows = await sql<Omit<Size, 'bytesPerUser'>[]>`
    select c.relname as name, t.relname as table, pg_table_size(c.oid)::float8 as bytes
    from pg_class t left join pg_index i on i.indrelid = t.oid
    join pg_class c on c.oid in (i.indexrelid, t.oid)
    where t.relnamespace = 'public'::regnamespace and t.relkind = 'r'
    group by c.oid, c.relname, t.relname order by bytes desc`
  return rows.map((row) => ({ ...row, bytesPerUser: row.bytes / users }))
}
