import type { Fields } from '@/lib/import/fields'
import type { Problem } from '@/lib/import/row-problems'
import { isNothing } from './nothing'
import { readFlag, readMomentOf } from './read-values'
import type { Moment } from './timestamp'

/** Since when the email is verified; a mere yes uses `otherwise`. */
export function readVerified(fields: Fields, otherwise: Moment, problems: Problem[]): string | undefined {
  const moment = readMomentOf(fields, 'email_verified_at', problems)
  const flag = readFlag(fields, 'email_verified', problems)
  if (moment && flag === false) problems.push({ code: 'state-unclear', detail: 'email_verified_at, email_verified' })
  return moment ?? (flag ? otherwise.text : undefined)
}

/**
 * Since when the account is disabled. An empty date or an empty `disabled` means that it is not. An empty `is_active` or a
 * contradiction is refused, because a guess could enable an account that was disabled.
 */
export function readDisabled(fields: Fields, now: Moment, problems: Problem[]): string | undefined {
  const before = problems.length
  const moment = readMomentOf(fields, 'disabled_at', problems)
  const disabled = readFlag(fields, 'disabled', problems)
  const active = readFlag(fields, 'is_active', problems)
  const said = [moment ? true : undefined, disabled, active === undefined ? undefined : !active]
  const known = said.filter((each) => each !== undefined)
  const unsaid = known.length === 0 && fields.is_active !== undefined && isNothing(fields.is_active)
  if (problems.length === before && (unsaid || new Set(known).size > 1)) {
    const detail = ['disabled_at', 'disabled', 'is_active'].filter((_, place) =>
      unsaid ? place === 2 : said[place] !== undefined,
    )
    problems.push({ code: 'state-unclear', detail: detail.join(', ') })
  }
  return moment ?? (known.includes(true) ? now.text : undefined)
}
