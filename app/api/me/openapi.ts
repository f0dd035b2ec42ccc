import * as z from 'zod/mini'
import { person, user } from '@/app/_openapi/examples'
import { describeOperations } from '@/app/_openapi/operation-description'
import { DELETION_GRACE_DAYS, deleteAccount } from '@/lib/account-deletion/delete-account'
import { userAnswer } from '@/lib/accounts/public-user'
import { updateProfile } from '@/lib/profile/update-profile'
import { whoAmI } from '@/lib/sessions/who-am-i'

const path = '/api/me'
const tag = 'Accounts'
const withUser = z.object({ user: userAnswer })

export const description = describeOperations(
  {
    id: 'whoAmI',
    method: 'GET',
    path,
    tag,
    summary: 'Who am I',
    description: 'Tells whose session this is.',
    operation: whoAmI,
    answers: { 200: { means: 'The account.', schema: withUser, example: { user } } },
  },
  {
    id: 'updateProfile',
    method: 'PATCH',
    path,
    tag,
    summary: 'Change names and phone number',
    description: 'Changes what is given and leaves the rest. A new phone number is told to the mailbox.',
    operation: updateProfile,
    refuses: ['account-exists'],
    example: { last_name: 'King' },
    answers: {
      200: {
        means: 'The account as it is now.',
        schema: withUser,
        example: { user: { ...user, last_name: 'King' } },
      },
    },
  },
  {
    id: 'deleteAccount',
    method: 'DELETE',
    path,
    tag,
    summary: 'Delete my account',
    description: `Logs every device out. The account goes after ${DELETION_GRACE_DAYS} days, unless somebody logs in until then. A program gives the password each time.`,
    operation: deleteAccount,
    refuses: ['wrong-password'],
    requires: ['current_password'],
    example: { current_password: person.password },
    answers: {
      202: {
        means: 'Asked for; “deleted_at” is when it will have been done.',
        schema: z.object({ message: z.string(), deleted_at: z.iso.datetime() }),
        example: {
          message: `The account is deleted in ${DELETION_GRACE_DAYS} days. A login until then restores it.`,
          deleted_at: '2026-12-06T09:40:00.000Z',
        },
      },
    },
  },
)
