import * as z from 'zod/mini'
import { person, user } from '@/app/_openapi/examples'
import { confirmationRefusals, confirmedEveryTime, describeOperations } from '@/app/_openapi/operation-description'
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
    summary: 'Get the logged-in user',
    description: 'Returns the account that the session or access token belongs to.',
    operation: whoAmI,
    answers: { 200: { means: 'The account.', schema: withUser, example: { user } } },
  },
  {
    id: 'updateProfile',
    method: 'PATCH',
    path,
    tag,
    summary: 'Update the profile',
    description:
      'Changes the members that you send and leaves the others as they are. A phone number can be sent unless PHONE_NUMBER is “off”; we notify the account owner by email when it changes.',
    operation: updateProfile,
    refuses: ['account-exists'],
    example: { last_name: 'King' },
    answers: {
      200: {
        means: 'The updated account.',
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
    summary: 'Delete the account',
    description: `Logs out every device. The account is deleted after ${DELETION_GRACE_DAYS} days; logging in before then cancels the deletion. ${confirmedEveryTime}`,
    operation: deleteAccount,
    refuses: [...confirmationRefusals, 'staff-account'],
    example: { current_password: person.password },
    answers: {
      202: {
        means: 'The deletion is scheduled; “deleted_at” says when it happens.',
        schema: z.object({ message: z.string(), deleted_at: z.iso.datetime() }),
        example: {
          message: `Your account will be deleted in ${DELETION_GRACE_DAYS} days. Log in before then to cancel.`,
          deleted_at: '2026-12-06T09:40:00.000Z',
        },
      },
    },
  },
)
