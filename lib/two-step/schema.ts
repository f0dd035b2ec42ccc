import * as z from 'zod/mini'
import { code, codeOnPageOf } from '@/lib/factors/codes/code'
import { assertion } from '@/lib/factors/webauthn/credential'

/** Any text is accepted, so that a malformed token and an unknown one get the same answer. */
export const loginToken = z.string('Log in with your password first.')

/** A code of either kind, or what a passkey answered; `second-step.ts` asks for exactly one of them. */
export const secondStepInput = z.object({
  login_token: loginToken,
  code: z.optional(code),
  credential: z.optional(assertion),
})

export const secondStepOptionsInput = z.object({ login_token: loginToken })

/** What a person types on each page; the page takes the token from its cookie. */
export const secondStepFields = {
  'authenticator-app': z.object({ code: codeOnPageOf['authenticator-app'] }),
  'recovery-code': z.object({ code: codeOnPageOf['recovery-code'] }),
}

export const cancelLoginInput = z.object({ login_token: loginToken })
