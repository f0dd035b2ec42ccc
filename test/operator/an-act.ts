import type { Act } from '@/db/operator/acts'

/** An act of the operator with this name, for a test of what it does. */
export const anAct = (operator = 'grace'): Act => ({ name: 'test', via: 'cli', operator, reason: null, facts: {} })
