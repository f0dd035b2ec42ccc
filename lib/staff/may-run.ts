import type { StaffRole } from '@/db/staff/tables'
import { type CommandName, commands } from '@/lib/operator/commands'

/** Whether a role includes a command. The command itself decides once more when it is run. */
export function mayRun(name: CommandName, role: StaffRole): boolean {
  const { right } = commands[name].declared
  return right === 'support' || (right === 'admin' && role === 'admin')
}
