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
  summary: 'Register',
  description:
    'Makes an account and mails a link that proves its mailbox. Where REGISTRATION is “confirm”, nothing exists until that link is used, and everybody is answered 202 alike, whoever has the address or the number. Where it is “closed”, everybody is refused.',
  operation: register,
  refuses: ['account-exists', 'registration-closed'],
  example: person,
  answers: {
    201: {
      means: 'The account exists, and can be logged in to.',
      schema: z.object({ message: z.string(), user: userAnswer }),
      example: { message: 'User registered successfully', user },
    },
    202: {
      means: 'In the mode “confirm”: the mail that follows tells its reader what is to be done.',
      schema: z.object({ message: z.string() }),
      example: {
        message:
          'Check your email. Open the link in any email we sent you in the last day to finish your registration.',
      },
    },
  },
})
