import type { DatabaseFacts } from '@/db/operator/facts/database-facts'
import type { ServersFound } from '@/db/operator/facts/postgres-facts'
import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'

const check = 'database.standby'

/** Checks which standbys could replace the primary, and whether they would have the latest changes. */
export function judgeStandbys(server: DatabaseFacts['server'], { standbys, silent }: ServersFound): Finding[] {
  if (server.replica) return []
  return [
    ...standbys.map((host) => fine(check, `${host} is a standby. Rekey will use it once it is promoted.`)),
    ...silent.map((host) =>
      warning(
        check,
        `${host} in DATABASE_URL does not answer, so it could not take over.`,
        'Start it, or remove it from DATABASE_URL',
      ),
    ),
    ...judgeReplication(server),
  ]
}

function judgeReplication({ waitsFor, replicas }: DatabaseFacts['server']): Finding[] {
  if (waitsFor && replicas === 0) {
    const says = `Every write waits for a standby (synchronous_standby_names = ${waitsFor}), but none is connected.`
    const mend = "Start the standby. To do without it for now: alter system set synchronous_standby_names = ''"
    return [fault(check, says, `${mend}, then: select pg_reload_conf()`)]
  }
  if (waitsFor || replicas === 0) return []
  const says = 'Replication is asynchronous, so a failover can lose the most recent changes, such as a password reset.'
  return [hint(check, says, 'Set synchronous_standby_names (docs/operating.md, Failover)')]
}
