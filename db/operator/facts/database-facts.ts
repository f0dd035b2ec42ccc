import { getTableName, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { type MigrationFacts, migrationFacts } from '@/db/migrate'
import { operatorActs } from '@/db/operator/tables'
import * as schema from '@/db/schema'
import { type AppFacts, appFacts } from './app-facts'
import { type OutboxFacts, outboxFacts } from './outbox-counts'
import { type PasskeyFacts, passkeyFacts } from './passkey-facts'
import { type PhoneNumberFacts, phoneNumberFacts } from './phone-number-counts'
import { type SigningKeyFacts, signingKeyFacts } from './signing-key-facts'
import { type TwoStepFacts, twoStepFacts } from './two-step-facts'

/** Facts about the database. They are plain JSON, because the process that has the database open may have to send them. */
export type DatabaseFacts = {
  server: Awaited<ReturnType<typeof serverFacts>>
  role: Awaited<ReturnType<typeof roleFacts>>
  migrations: MigrationFacts
  /** Undefined if the table does not exist or this role cannot read it. */
  outbox?: OutboxFacts
  /** Undefined where the table of accounts is not there or not for this role, or where a former version answers. */
  phoneNumbers?: PhoneNumberFacts
  /** Undefined in the same cases. */
  signingKeys?: SigningKeyFacts
  /** Undefined in the same cases. */
  apps?: AppFacts
  /** Undefined in the same cases. */
  twoStep?: TwoStepFacts
  /** Undefined in the same cases. */
  passkeys?: PasskeyFacts
  /** When the database answered, by the clock of this process. */
  askedAt: number
}

/** Changes nothing, and needs no more privileges than the server does. */
export async function examineDatabase(db: Database): Promise<DatabaseFacts> {
  const begun = Date.now()
  const server = await serverFacts(db)
  const askedAt = (begun + Date.now()) / 2
  const [role, migrations, outbox, phoneNumbers, signingKeys, apps, twoStep, passkeys] = await Promise.all([
    roleFacts(db),
    migrationFacts(db),
    outboxFacts(db).catch(() => undefined),
    phoneNumberFacts(db).catch(() => undefined),
    signingKeyFacts(db).catch(() => undefined),
    appFacts(db).catch(() => undefined),
    twoStepFacts(db).catch(() => undefined),
    passkeyFacts(db).catch(() => undefined),
  ])
  return { server, role, migrations, outbox, phoneNumbers, signingKeys, apps, twoStep, passkeys, askedAt }
}

async function serverFacts(db: Database) {
  const [facts] = await db
    .select({
      version: sql<string>`current_setting('server_version')`,
      versionNumber: sql`current_setting('server_version_num')`.mapWith(Number),
      encoding: sql<string>`current_setting('server_encoding')`,
      readOnly: sql<boolean>`current_setting('transaction_read_only') = 'on'`,
      replica: sql<boolean>`pg_is_in_recovery()`,
      waitsFor: sql<string>`current_setting('synchronous_standby_names')`,
      replicas: sql`(select count(*) from pg_stat_replication)`.mapWith(Number),
      clock: sql`extract(epoch from clock_timestamp()) * 1000`.mapWith(Number),
      maxConnections: sql`current_setting('max_connections')`.mapWith(Number),
      reserved: sql`current_setting('superuser_reserved_connections')`.mapWith(Number),
      connections: sql`(select count(*) from pg_stat_activity where datname is not null)`.mapWith(Number),
      encrypted: sql<boolean>`coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false)`,
      /** Identifies the database and its server, to see whether two URLs lead to the same one. */
      identity: sql<string>`concat_ws('/', (select oid from pg_database where datname = current_database()), extract(epoch from pg_postmaster_start_time()))`,
    })
    .from(nothing)
  return facts!
}

async function roleFacts(db: Database) {
  const [facts] = await db
    .select({
      name: sql<string>`current_user`,
      superuser: sql<boolean>`rolsuper`,
      mighty: sql<boolean>`rolcreaterole or rolcreatedb or rolreplication or rolbypassrls`,
      ownsTables: sql<boolean>`exists (select from pg_tables where schemaname = 'public' and pg_has_role(tableowner, 'member'))`,
      mayCreate: sql<boolean>`has_schema_privilege('public', 'create') or has_database_privilege(current_database(), 'create')`,
      /** Whether it can change or remove what operators did; false before the table exists. */
      mayChangeActs: sql<boolean>`exists (${mayChange(operatorActs)})`,
    })
    .from(sql`pg_roles`)
    .where(sql`rolname = current_user`)
  return { ...facts!, closedTables: await closedTables(db) }
}

/** Our existing tables for which this role lacks a privilege that the server needs. */
async function closedTables(db: Database): Promise<string[]> {
  const ours = [schema.users, schema.sessions, schema.emails, schema.events, schema.throttles].map(getTableName)
  const rows = await db
    .select({ name: sql<string>`relname` })
    .from(sql`pg_class`)
    .where(
      sql`relnamespace = 'public'::regnamespace and relkind = 'r' and relname in ${ours} and not (${sql.join(
        ['select', 'insert', 'update', 'delete'].map((right) => sql`has_table_privilege(oid, ${right})`),
        sql` and `,
      )})`,
    )
  return rows.map(({ name }) => name)
}

function mayChange(table: typeof operatorActs) {
  const oid = sql`to_regclass(${`public.${getTableName(table)}`})`
  const any = sql`has_any_column_privilege(${oid}, 'update') or has_table_privilege(${oid}, 'delete, truncate')`
  return sql`select from ${nothing} where ${oid} is not null and (${any})`
}

const nothing = sql`(select 1) as nothing`
