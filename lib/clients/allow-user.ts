import type { User } from '@/db/accounts/users'
import { allowUser as allow, denyUser as deny } from '@/db/provider/client-users'
import { type ClientRow, mayEnter } from '@/db/provider/clients'
import { type Act, command } from '@/lib/operator/command'
import { about, findByName } from '@/lib/operator/users/find-user'
import { fail, type Result } from '@/lib/result'
import { answer, onClient } from './operators-client'
import { clientAndUser } from './schema'

/**
 * Lists a user among those who may log in to the app. With `allow: 'everyone'` the list has no effect yet. `changed` is false if
 * the user was listed before.
 */
export const allowUser = command({ name: 'clients allow', right: 'machine', input: clientAndUser }, (named, act) =>
  onBoth(act, named, async (client, user) =>
    answer({ ...summary(client, user), changed: await allow(act, client.id, user.id) }),
  ),
)

/** Takes a user off the list and removes the app's access to the account, as `denyUser` of the database says. */
export const denyUser = command({ name: 'clients deny', right: 'machine', input: clientAndUser }, (named, act) =>
  onBoth(act, named, async (client, user) => {
    const isListed = await mayEnter({ id: client.id, allow: 'listed' }, user.id)
    if (client.allow === 'everyone' && !isListed) return fail('invalid-input', { user: [OPEN] })
    return answer({ ...summary(client, user), changed: await deny(act, client, user.id) })
  }),
)

const OPEN =
  'Everyone may log in to this app. To limit it to listed users, first run “rekey clients change” with --allow listed.'

type Named = { id: string; user: string }

function onBoth<T>(act: Act, { id, user: called }: Named, run: (client: ClientRow, user: User) => Promise<Result<T>>) {
  return onClient(act, id, async (client): Promise<Result<T>> => {
    const user = about(act, await findByName(called))
    return user ? run(client, user) : fail('not-found')
  })
}

const summary = ({ id, name, allow }: ClientRow, { email }: User) => ({ id, name, allow, email })
