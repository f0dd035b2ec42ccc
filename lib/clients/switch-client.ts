import { deleteClient, disableClient as disable, enableClient as enable } from '@/db/provider/client-changes'
import { command } from '@/lib/operator/command'
import { answer, onClient } from './operators-client'
import { namedClient } from './schema'

/** Nobody can log in to the app, and what it has of its users ends; consents stay. `changed` is false if it was disabled before. */
export const disableClient = command(namedClient, ({ id }) =>
  onClient(id, async ({ name }) => answer({ id, name, changed: await disable(id) })),
)

export const enableClient = command(namedClient, ({ id }) =>
  onClient(id, async ({ name }) => answer({ id, name, changed: await enable(id) })),
)

/** Deletes the app with all that it has of its users, also their consents. */
export const removeClient = command(namedClient, ({ id }) =>
  onClient(id, async ({ name }) => answer({ id, name, removed: await deleteClient(id) })),
)
