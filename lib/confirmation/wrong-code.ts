import { type Failure, fail } from '@/lib/result'

const texts = {
  wrong: 'Enter the code that your app shows now.',
  used: 'That code was already used. Wait for the next one.',
  unavailable:
    'Your authenticator app can’t be used right now. Log in again with a recovery code, then set up a new app.',
}

/** The refusal of a code of the authenticator app. */
export function wrongCode(reason: keyof typeof texts): Failure {
  return fail('wrong-code', { code: [texts[reason]] })
}
