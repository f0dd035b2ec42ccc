import { updateClient } from '@/db/provider/client-changes'
import { command } from '@/lib/operator/command'
import { fail } from '@/lib/result'
import { columnsOf } from './client-columns'
import { clientFaults } from './client-faults'
import { answer, onClient, operatorsClient } from './operators-client'
import { changeClientInput } from './schema'
import { takenHosts } from './taken-hosts'

/** Changes what is given of a client, and leaves the rest. Lists of URLs and scopes replace the former ones. */
export const changeClient = command(
  { name: 'clients change', right: 'machine', input: changeClientInput },
  ({ id, ...wanted }, act) =>
    onClient(act, id, async ({ kind }) => {
      const changes = Object.entries(columnsOf(wanted)).filter(([, value]) => value !== undefined)
      if (changes.length === 0) return fail('invalid-input', { id: ['Say what to change; --help lists the options.'] })
      const ownFaults = clientFaults(kind, wanted)
      const asksHosts = kind === 'proxy' && wanted.redirect_uris && Object.keys(ownFaults).length === 0
      const faults = asksHosts ? await takenHosts(wanted.redirect_uris!, id) : ownFaults
      if (Object.keys(faults).length > 0) return fail('invalid-input', faults)
      act.facts.fields = fieldsOf(wanted)
      const client = await updateClient(act, id, Object.fromEntries(changes))
      return client ? answer({ client: operatorsClient(client) }) : fail('client-unknown')
    }),
)

const fieldsOf = (wanted: object) =>
  Object.entries(wanted).flatMap(([field, value]) => (value === undefined ? [] : field))
