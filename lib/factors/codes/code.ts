import * as z from 'zod/mini'
import { text } from '@/lib/accounts/text'

const APP_CODE = /^[0-9]{6}$/
/** Crockford's base32: without i, l, o and u, which are misread. */
const RECOVERY_CODE = /^[0-9a-hjkmnp-tv-z]{24}$/

const MISSING = 'Enter your code.'
const APP_RULE = 'Enter the 6 digits from your authenticator app.'
const NO_RECOVERY_CODE = 'Recovery codes work only for logging in. Enter the 6 digits from your authenticator app.'

export type CodeKind = 'authenticator-app' | 'recovery-code'

/** A code of either kind, bare. Whatever cannot be a code is refused here, so that a slip costs no attempt. */
export const code = typed(isEither, 'Enter a code of 6 digits, or a recovery code of 24 letters and digits.')

/** The same on a page that asks for one kind, and says so when what was typed is neither. */
export const codeOnPageOf: Record<CodeKind, typeof code> = {
  'authenticator-app': typed(isEither, APP_RULE),
  'recovery-code': typed(isEither, 'Enter a whole recovery code: 24 letters and digits.'),
}

/** A code of an authenticator app only, where a recovery code is worth nothing. */
export const appCode = typed((bare) => APP_CODE.test(bare), APP_RULE, NO_RECOVERY_CODE)

export function kindOf(bare: string): CodeKind {
  return APP_CODE.test(bare) ? 'authenticator-app' : 'recovery-code'
}

/** Without the blanks and dashes that make a code readable, and with the letters that Crockford reads as digits. */
export function bareCode(written: string): string {
  const signs = written.toLowerCase().replace(/[\s\-‐-―\p{Cf}]/gu, '')
  // Six signs are meant for an app's code, which has no letters.
  return signs.length <= 6 ? signs : signs.replaceAll('o', '0').replace(/[il]/g, '1')
}

function isEither(bare: string): boolean {
  return APP_CODE.test(bare) || RECOVERY_CODE.test(bare)
}

/** `recoveryRule` is what a recovery code is refused with, where it is not accepted. */
function typed(isCode: (bare: string) => boolean, rule: string, recoveryRule = rule) {
  const ruleFor = (bare: unknown) => (RECOVERY_CODE.test(String(bare)) ? recoveryRule : rule)
  const written = text(
    MISSING,
    z.minLength(1, { error: MISSING, abort: true }),
    z.maxLength(100, { error: rule, abort: true }),
  )
  return z.pipe(
    z.pipe(written, z.transform(bareCode)),
    z.string().check(z.refine(isCode, { error: ({ input }) => ruleFor(input) })),
  )
}
