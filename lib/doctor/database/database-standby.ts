import type { DatabaseFacts } from '@/db/operator/database-facts'
import type { ServersFound } from '@/db/operator/postgres-facts'
import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'

const check = 'database.standby'

/** What would take over from the primary, and what of the last changes it would have. */
export function judgeStandbys(server: DatabaseFacts['server'], { standbys, silent }: ServersFound): Finding[] {
  if (server.replica) return []
  return [
    ...standbys.map((host) => fine(check, `${host} is a standby, to which Rekey goes once it is promoted.`)),
    ...silent.map((host) =>
      warning(check, `${host} in DATABASE_URL does not answer: it could not take over.`, 'Start it, or take it out'),
    ),
    ...judgeReplication(server),
  ]
}

function judgeReplication({ waitsFor, replicas }: DatabaseFacts['server']): Finding[] {
  if (waitsFor && replicas === 0) {
    const says = `Every change waits for a standby (synchronous_standby_names = ${waitsFor}), and none is connected.`
    const mend = "Start the standby; or, for as long as it is away: alter system set synchronous_standby_names = ''"
    return [fault(check, says, `${mend}, then: select pg_reload_conf()`)]
  }
  if (waitsFor || replicas === 0) return []
  const says = 'Replication is asynchronous: a failover may lose what was acknowledged last, such as a reset.'
  return [hint(check, says, 'synchronous_standby_names (docs/operating.md, Failover)')]
}
