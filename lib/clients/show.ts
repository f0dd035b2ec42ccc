import * as z from 'zod/mini'
import {
  type ClientFault,
  countNotices,
  countPeople,
  findClientFaults,
  findListedUsers,
} from '@/db/provider/client-facts'
import { type ClientRow, findClients } from '@/db/provider/clients'
import { command } from '@/lib/operator/command'
import { describeClientFault } from './describe-client-fault'
import { describeForbidden } from './forbidden-user'
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
        faults: await Promise.all(faults.map((fault) => shownFault(client, fault))),
      })
    }),
)

async function shownFault(client: ClientRow, { code, detail, count, lastAt }: ClientFault) {
  const description = code === 'app-forbidden' ? await forbidden(client, detail) : describeClientFault(code, detail)
  return { code, detail, description, count, last_at: lastAt.toISOString() }
}

async function forbidden(client: ClientRow, userId: string): Promise<string> {
  const { says, unlisted } = await describeForbidden(client, userId)
  return unlisted ? `${says} “rekey clients allow” adds a user to the list.` : says
}
