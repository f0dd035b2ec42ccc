import type { Assertion } from '@/lib/factors/webauthn/credential'

/** What a risky change may be sent with to show that the account owner makes it. */
export type GivenProof = { current_password?: string; code?: string; credential?: Assertion; confirmation?: string }
