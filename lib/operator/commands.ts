import { addClient } from '@/lib/clients/add'
import { allowUser, denyUser } from '@/lib/clients/allow-user'
import { changeClient } from '@/lib/clients/change'
import { examineClient } from '@/lib/clients/doctor/examine-client'
import { rotateSecret } from '@/lib/clients/rotate-secret'
import { listClients, showClient } from '@/lib/clients/show'
import { disableClient, enableClient, removeClient } from '@/lib/clients/switch-client'
import { actsOnUser } from './acts/acts-on-user'
import { listActs } from './acts/list-acts'
import type { Command, Operator } from './command'
import { diagnoseUser } from './diagnosis/diagnose'
import type { Mend } from './diagnosis/findings'
import { listEmails, retryEmails, showEmail } from './emails'
import { examineHere } from './examine-database'
import { listCounts } from './list-counts'
import { listSettings } from './list-settings'
import { findUsersByText } from './search/find-users'
import { listUsers } from './search/list-users'
import { listKeys, rotateKeys } from './signing-keys'
import { addStaff, listStaff, removeStaff, resumeStaff, setStaffRole, suspendStaff } from './staff'
import {
  clearAttempts,
  deleteUser,
  disableUser,
  enableUser,
  makeResetLink,
  resetFactors,
  revokeSessions,
  tryEmailAgain,
  verifyEmail,
} from './users/change-user'
import { createUser } from './users/create-user'
import { cancelDeletion, scheduleDeletion } from './users/schedule-deletion'
import { mailReset, resendVerification } from './users/send-links'
import { setEmail } from './users/set-email'
import { settleContest } from './users/settle-contest'
import { showUser } from './users/show-user'

/** Every command of an operator, run here or by the server that has the database open. */
export const commands = {
  'users list': listUsers,
  'users find': findUsersByText,
  'users show': showUser,
  'users acts': actsOnUser,
  'users diagnose': diagnoseUser,
  'users create': createUser,
  'users disable': disableUser,
  'users enable': enableUser,
  'users reset-link': makeResetLink,
  'users mail-reset': mailReset,
  'users revoke-sessions': revokeSessions,
  'users try-address': tryEmailAgain,
  'users set-email': setEmail,
  'users verify-email': verifyEmail,
  'users resend-verification': resendVerification,
  'users clear-attempts': clearAttempts,
  'users reset-factors': resetFactors,
  'users settle': settleContest,
  'users schedule-deletion': scheduleDeletion,
  'users cancel-deletion': cancelDeletion,
  'users delete': deleteUser,
  'clients list': listClients,
  'clients show': showClient,
  'clients doctor': examineClient,
  'clients add': addClient,
  'clients change': changeClient,
  'clients rotate-secret': rotateSecret,
  'clients allow': allowUser,
  'clients deny': denyUser,
  'clients disable': disableClient,
  'clients enable': enableClient,
  'clients remove': removeClient,
  'doctor database': examineHere,
  'settings list': listSettings,
  'mail list': listEmails,
  'mail show': showEmail,
  'mail retry': retryEmails,
  'staff list': listStaff,
  'staff add': addStaff,
  'staff set-role': setStaffRole,
  'staff suspend': suspendStaff,
  'staff resume': resumeStaff,
  'staff remove': removeStaff,
  'acts list': listActs,
  'counts list': listCounts,
  'keys list': listKeys,
  'keys rotate': rotateKeys,
} as const satisfies Record<string, Command<unknown>> & Record<Mend, Command<unknown>>

export type CommandName = keyof typeof commands
export type AnswerOf<N extends CommandName> = (typeof commands)[N] extends Command<infer T> ? T : never

export const isCommand = (name: unknown): name is CommandName =>
  typeof name === 'string' && Object.hasOwn(commands, name)

/** One question on the socket, as one line of JSON; the answer is a Result. */
export type Question = { name: CommandName; input: unknown; operator: Operator }
