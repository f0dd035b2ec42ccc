import type { OperatorsMember } from '@/lib/operator/staff'
import { nameOf } from '../_ui/person-name'

/** The names of staff by the ID of their account. */
export type Members = Map<string, string>

export const membersOf = (staff: OperatorsMember[]): Members => new Map(staff.map((each) => [each.id, nameOf(each)]))
