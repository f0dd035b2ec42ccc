import { deleteClient, disableClient as disable, enableClient as enable } from '@/db/provider/client-changes'
import { command } from '@/lib/operator/command'
import { answer, onClient } from './operators-client'
import { namedClient } from './schema'

/** Nobody can log in to the app, and what it has of its users ends; consents stay. `changed` is false if it was disabled before. */
export const disableClient = command({ name: 'clients disable', right: 'machine', input: namedClient }, ({ id }, act) =>
  onClient(act, id, async ({ name }) => answer({ id, name, changed: await disable(act, id) })),
)

export const enableClient = command({ name: 'clients enable', right: 'machine', input: namedClient }, ({ id }, act) =>
  onClient(act, id, async ({ name }) => answer({ id, name, changed: await enable(act, id) })),
)

/** Deletes the app with all that it has of its users, also their consents. */
export const removeClient = command(
  {
    name: 'clients remove',
    right: 'machine',
    reason: true,
    risk: (id) => `This permanently deletes ${id} and its access to all accounts.`,
    input: namedClient,
  },
  ({ id }, act) => onClient(act, id, async ({ name }) => answer({ id, name, removed: await deleteClient(act, id) })),
)
