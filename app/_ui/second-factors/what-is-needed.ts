import type { SecondStepMethod } from '@/lib/factors/methods'
import type { PublicSuspendedFactor } from '@/lib/suspended-factors/public-suspended-factor'

type Suspended = Pick<PublicSuspendedFactor, 'kind'>[]

const and = new Intl.ListFormat('en-US')

/** What was suspended, as a list for a sentence. */
export function suspendedInWords(suspended: Suspended): string {
  const count = (which: PublicSuspendedFactor['kind']) => suspended.filter(({ kind }) => kind === which).length
  return and.format([
    ...several(count('authenticator-app'), 'an authenticator app', 'authenticator apps'),
    ...(count('recovery-codes') > 0 ? ['recovery codes'] : []),
    ...several(count('passkey'), 'a passkey', 'passkeys'),
  ])
}

function several(count: number, one: string, many: string): string[] {
  if (count === 0) return []
  return [count === 1 ? one : `${count} ${many}`]
}

/** What a login needs by one of these methods. Where a newer app or newer codes are suspended, the ones from before are meant. */
export function neededToLogIn(methods: SecondStepMethod[], suspended: Suspended): string {
  const isSuspended = (which: PublicSuspendedFactor['kind']) => suspended.some(({ kind }) => kind === which)
  const codes = [
    ...(methods.includes('authenticator-app')
      ? [`a code from your ${isSuspended('authenticator-app') ? 'previous ' : ''}authenticator app`]
      : []),
    ...(methods.includes('recovery-code')
      ? [isSuspended('recovery-codes') ? 'one of your previous recovery codes' : 'a recovery code']
      : []),
  ]
  const withPassword = codes.length > 0 ? `your password and ${codes.join(' or ')}` : undefined
  if (!methods.includes('passkey')) return withPassword ?? 'nothing'
  const passkey = isSuspended('passkey') ? 'a passkey that you had before' : 'a passkey'
  return withPassword ? `${passkey}, or ${withPassword}` : passkey
}
