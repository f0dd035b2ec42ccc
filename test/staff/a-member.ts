import { query } from '@/db/connection/client'
import { type StaffRole, staff } from '@/db/staff/tables'
import { someone } from '@/test/accounts/someone'

/** An account of staff. */
export async function aMember(role: StaffRole = 'support', overrides: Parameters<typeof someone>[0] = {}) {
  const user = await someone({ verified: true, ...overrides })
  await query((db) => db.insert(staff).values({ userId: user.id, role }))
  return user
}
