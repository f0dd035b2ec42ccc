import * as z from 'zod/mini'
import { isLocked } from '@/db/accounts/users'
import {
  addMemberBy,
  changeMemberBy,
  listMembers as findMembers,
  type Member,
  removeMemberBy,
} from '@/db/staff/members'
import { staffRoles } from '@/db/staff/tables'
import { fail, ok, type Result } from '@/lib/result'
import { type Act, command } from './command'
import { about, findByName, namedUser, notLive } from './users/find-user'

/** A member of staff as operators see them; times are ISO 8601. */
export type OperatorsMember = ReturnType<typeof operatorsMember>

function operatorsMember({ user, role, addedAt, suspendedAt }: Member) {
  return {
    id: user.id,
    email: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    role,
    two_step: user.twoStepAt !== null,
    disabled_at: user.disabledAt?.toISOString() ?? null,
    added_at: addedAt.toISOString(),
    suspended_at: suspendedAt?.toISOString() ?? null,
  }
}

const role = z.enum(staffRoles, 'must be admin or support')
const VERIFY_FIRST =
  'The email of this account is not verified yet. Its owner can do that with the link in the welcome email.'
const WITHOUT_PASSWORD = 'This account has no password yet. Its owner chooses one with “Forgot password?”.'
const DELETION_REQUESTED = 'This account is going to be deleted. Its owner stops that by logging in.'
const NO_MEMBER = 'This account does not belong to staff. To add it: npx rekey staff add'

/** Everyone who may enter the console, and since when. */
export const listStaff = command({ name: 'staff list', right: 'admin', record: false, input: z.object({}) }, async () =>
  ok({ staff: (await findMembers()).map(operatorsMember) }),
)

/** Lets an account enter the console; `changed` is false if it is staff already. Refuses for an account that nobody has proven to own. */
export const addStaff = command(
  { name: 'staff add', right: 'machine', reason: true, input: z.extend(namedUser, { role }) },
  async ({ user: called, role }, act) => {
    const user = about(act, await findByName(called))
    if (!user) return fail('not-found')
    if (!user.emailVerifiedAt) return fail('invalid-input', { user: [VERIFY_FIRST] })
    if (isLocked(user)) return fail('invalid-input', { user: [WITHOUT_PASSWORD] })
    if (user.deletionDueAt && !user.disabledAt) return fail('invalid-input', { user: [DELETION_REQUESTED] })
    const changed = await addMemberBy(act, user.id, role)
    return changed === undefined ? notLive(user) : ok({ changed, email: user.email, role })
  },
)

export const setStaffRole = command(
  { name: 'staff set-role', right: 'machine', reason: true, input: z.extend(namedUser, { role }) },
  ({ user, role }, act) => onMember(user, act, (id) => changeMemberBy(act, id, { role })),
)

/** Keeps a member out of the console; their account works as before. */
export const suspendStaff = command(
  { name: 'staff suspend', right: 'machine', reason: true, input: namedUser },
  ({ user }, act) => onMember(user, act, (id) => changeMemberBy(act, id, { suspended: true })),
)

export const resumeStaff = command(
  { name: 'staff resume', right: 'machine', reason: true, input: namedUser },
  ({ user }, act) => onMember(user, act, (id) => changeMemberBy(act, id, { suspended: false })),
)

export const removeStaff = command(
  { name: 'staff remove', right: 'machine', reason: true, input: namedUser },
  ({ user }, act) => onMember(user, act, (id) => removeMemberBy(act, id)),
)

type Changed = Awaited<ReturnType<typeof changeMemberBy>>

async function onMember(
  called: string,
  act: Act,
  change: (id: string) => Promise<Changed>,
): Promise<Result<{ changed: boolean; email: string }>> {
  const user = about(act, await findByName(called))
  if (!user) return fail('not-found')
  const changed = await change(user.id)
  if (changed === 'last-admin') return fail('last-admin')
  if (changed === 'not-staff') return fail('invalid-input', { user: [NO_MEMBER] })
  return ok({ changed, email: user.email })
}
