import * as z from 'zod/mini'
import { person, user } from '@/app/_openapi/examples'
import { describeOperations } from '@/app/_openapi/operation-description'
import { userAnswer } from '@/lib/accounts/public-user'
import { register } from '@/lib/accounts/register'

export const description = describeOperations({
  id: 'register',
  method: 'POST',
  path: '/api/register',
  alias: '/register',
  tag: 'Accounts',
  summary: 'Create an account',
  description:
    'Creates an account and emails a link to verify the email address. If REGISTRATION is “confirm”, there is no account until that link is used, and the answer is the same 202 whether or not the email or phone number already has an account. If it is “closed”, every registration is refused.',
  operation: register,
  refuses: ['account-exists', 'registration-closed'],
  example: person,
  answers: {
    201: {
      means: 'The account was created; you can log in.',
      schema: z.object({ message: z.string(), user: userAnswer }),
      example: { message: 'User registered successfully', user },
    },
    202: {
      means: 'With REGISTRATION “confirm”: accepted. The email we send says what to do next.',
      schema: z.object({ message: z.string() }),
      example: {
        message:
          'Check your email. Open the link in any email we sent you in the last day to finish your registration.',
      },
    },
  },
})
