import { Command } from 'commander'
import type { AnswerOf, CommandName } from '@/lib/operator/commands'
import type { OperatorsMember } from '@/lib/operator/staff'
import { printAnswer } from './print-answer'
import { moment, type Terminal, table } from './terminal'
import { USER } from './users/user-changes'

const NOBODY =
  'Nobody is staff, so nobody can open the console. To add the first admin: npx rekey staff add <user> --role admin'
const ROLE = 'admin, or support for whoever helps people'

export function staffCommand(terminal: Terminal): Command {
  const staff = new Command('staff').description('Say who may enter the console at /staff, and what they may do there.')
  staff
    .command('list')
    .description('list everyone of staff')
    .action((_, asked: Command) =>
      printAnswer({ asked, terminal, input: {}, words: ({ staff }) => memberRows(staff) || NOBODY }, 'staff list'),
    )
  staff
    .command('add')
    .description('let an account enter the console; its email must be verified')
    .argument('<user>', USER)
    .requiredOption('--role <role>', ROLE)
    .action((user: string, { role }: { role: string }, asked: Command) =>
      printAnswer({ asked, terminal, input: { user, role }, words: added }, 'staff add'),
    )
  staff
    .command('set-role')
    .description('change what a member of staff may do')
    .argument('<user>', USER)
    .requiredOption('--role <role>', ROLE)
    .action((user: string, { role }: { role: string }, asked: Command) =>
      printAnswer({ asked, terminal, input: { user, role }, words: roleSet }, 'staff set-role'),
    )
  addSwitches(staff, terminal)
  return staff
}

function addSwitches(staff: Command, terminal: Terminal): void {
  const add = <N extends Switch>(name: N, description: string, words: (done: AnswerOf<N>) => string) =>
    staff
      .command(name.slice('staff '.length))
      .description(description)
      .argument('<user>', USER)
      .action((user: string, _, asked: Command) => printAnswer({ asked, terminal, input: { user }, words }, name))
  add(
    'staff suspend',
    'keep a member of staff out of the console; the account works as before',
    ({ changed, email }) =>
      changed ? `${email} can’t enter the console any more.` : `${email} was already suspended.`,
  )
  add('staff resume', 'let a suspended member of staff enter the console again', ({ changed, email }) =>
    changed ? `${email} can enter the console again.` : `${email} was not suspended.`,
  )
  add('staff remove', 'remove an account from staff; the account stays', ({ email }) => `${email} is no longer staff.`)
}

type Switch = Extract<CommandName, 'staff suspend' | 'staff resume' | 'staff remove'>

const added = ({ changed, email, role }: AnswerOf<'staff add'>) =>
  changed
    ? `${email} is staff now, with the role ${role}. The console is at /staff, after logging in.`
    : `${email} was staff already. To change the role: npx rekey staff set-role`

const roleSet = ({ changed, email }: AnswerOf<'staff set-role'>) =>
  changed ? `${email} has the new role from the next request on.` : `${email} had this role already.`

const memberRows = (members: OperatorsMember[]) =>
  table(
    members.map(({ id, email, role, two_step, added_at, suspended_at, disabled_at }) => ({
      id,
      email,
      role,
      state: stateOf({ suspended_at, disabled_at }),
      'two-step login': two_step ? 'on' : 'off',
      added: moment(added_at),
    })),
    ['email'],
  )

function stateOf({ suspended_at, disabled_at }: Pick<OperatorsMember, 'suspended_at' | 'disabled_at'>): string {
  if (disabled_at) return 'account disabled'
  return suspended_at ? `suspended since ${moment(suspended_at)}` : 'can enter'
}
