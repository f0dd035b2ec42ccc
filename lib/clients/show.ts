import * as z from 'zod/mini'
import { countNotices, countPeople, findClientFaults, findListedUsers } from '@/db/provider/client-facts'
import { findClients } from '@/db/provider/clients'
import { command } from '@/lib/operator/command'
import { describeClientFault } from './describe-client-fault'
import { answer, onClient, operatorsClient } from './operators-client'
import { namedClient } from './schema'

const LATEST_FAULTS = 10
const NO_NOTICES = { queued: 0, told: 0, refused: 0, failed: 0 }

/** Every client, by name. */
export const listClients = command(
  { name: 'clients list', right: 'machine', record: false, input: z.object({}) },
  async () => answer({ clients: (await findClients()).map(operatorsClient) }),
)

/**
 * One client with the refusals that it met lately, how many logout notices it was sent, and how many people are logged in to
 * it. `allowed` has the users who may log in, or null if everyone may.
 */
export const showClient = command(
  { name: 'clients show', right: 'machine', record: false, input: namedClient },
  ({ id }, act) =>
    onClient(act, id, async (client) => {
      const [faults, notices, people, allowed] = await Promise.all([
        findClientFaults(id, LATEST_FAULTS),
        countNotices(id),
        countPeople(id),
        client.allow === 'listed' ? findListedUsers(id) : null,
      ])
      return answer({
        client: operatorsClient(client),
        people,
        allowed,
        notices: { ...NO_NOTICES, ...notices },
        faults: faults.map(({ code, detail, count, lastAt }) => ({
          code,
          detail,
          description: describeClientFault(code, detail),
          count,
          last_at: lastAt.toISOString(),
        })),
      })
    }),
)
