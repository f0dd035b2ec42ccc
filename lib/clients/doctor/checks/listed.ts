import { findListedUsers } from '@/db/provider/client-facts'
import type { ClientCheck } from '@/lib/clients/doctor/check'
import { counted, fine, warning } from '@/lib/doctor/finding'

const CHECK = 'listed'

/** Whether an app that only listed people may use has any. */
export const listed: ClientCheck = async ({ client: { id, name, allow } }) => {
  if (allow === 'everyone') return []
  const people = await findListedUsers(id)
  if (people.length > 0)
    return [fine(CHECK, `${counted(people.length, 'person is', 'people are')} on the list of ${name}.`)]
  const says = `Nobody is on the list of ${name}, so nobody can log in to it.`
  return [warning(CHECK, says, `npx rekey clients allow ${id} PERSON`)]
}
