import * as z from 'zod/mini'
import { appCode, person, recoveryCodes } from '@/app/_openapi/examples'
import { confirmationRefusals, confirmedEveryTime, describeOperations } from '@/app/_openapi/operation-description'
import { switchOffTwoStep } from '@/lib/two-step/switch-off'
import { switchOnTwoStep } from '@/lib/two-step/switch-on'

const path = '/api/two-step'
const tag = 'Two-step login'

export const description = describeOperations(
  {
    id: 'switchOnTwoStep',
    method: 'PUT',
    path,
    tag,
    summary: 'Turn on two-step login with a passkey',
    description: `From then on, a login with the password also needs a passkey or a recovery code. Setting up an authenticator app turns it on by itself. The answer contains the recovery codes, which are never returned again, unless two-step login was on already. Every other device is logged out, and the account owner is notified by email. ${confirmedEveryTime}`,
    operation: switchOnTwoStep,
    refuses: [...confirmationRefusals, 'no-second-factor'],
    example: { current_password: person.password },
    answers: {
      200: {
        means: 'Two-step login is on.',
        schema: z.object({ message: z.string(), recovery_codes: z.optional(z.array(z.string())) }),
        example: { message: 'Two-step login is on.', recovery_codes: recoveryCodes },
      },
    },
  },
  {
    id: 'switchOffTwoStep',
    method: 'DELETE',
    path,
    tag,
    summary: 'Turn off two-step login',
    description: `Removes the authenticator app and all recovery codes, logs out every other device and notifies the account owner by email. From then on, the password is enough to log in. Passkeys stay, because they log in by themselves. A site that requires two-step login refuses it. ${confirmedEveryTime}`,
    operation: switchOffTwoStep,
    refuses: [...confirmationRefusals, 'two-step-off', 'second-factor-required'],
    example: { current_password: person.password, code: appCode },
    answers: { 204: { means: 'Two-step login is off.' } },
  },
)
