import { type ClientRow, mayEnter } from '@/db/provider/clients'
import { findByName } from '@/lib/operator/users/find-user'

/** `unlisted`: the email of the account, if listing it is what lets it in. */
type Forbidden = { says: string; unlisted?: string }

/** Who was not let in to an app. Only the ID was stored then, so the email and the list are those of now. */
export async function describeForbidden(client: Pick<ClientRow, 'id' | 'allow'>, userId: string): Promise<Forbidden> {
  const user = await findByName(userId)
  if (!user)
    return { says: `A user who was not listed, and whose account no longer exists, tried to log in (${userId}).` }
  const { id, email } = user
  return (await mayEnter(client, id))
    ? { says: `The user ${email}, who was not listed then and may log in by now, tried to log in.` }
    : { says: `The user ${email}, who is not listed, tried to log in.`, unlisted: email }
}
