import type { User } from '@/db/accounts/users'
import { recordActAlone } from '@/db/operator/acts'
import { command } from '@/lib/operator/command'
import { about, barredFrom, findContested, namedUser, operatorsUser } from '@/lib/operator/users/find-user'
import { fail, ok } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { accountFindings } from './account-findings'
import { strangerFindings } from './stranger-findings'

/**
 * Why somebody cannot log in, with the commands that mend it, the most serious reason first. An email without an account is
 * answered too. Looking at an account is an act, and so is looking for one.
 */
export const diagnoseUser = command(
  { name: 'users diagnose', right: 'support', input: namedUser },
  async ({ user: called }, act) => {
    const user = about(act, await findContested(called))
    if (!user && !called.includes('@')) return fail('not-found')
    const barred = user && (await barredFrom(user, act, { looks: true }))
    if (barred) return barred
    await recordActAlone(act)
    return ok(user ? await diagnosisOf(user) : await diagnosisOfStranger(called))
  },
)

const diagnosisOf = async (user: User) => ({ user: operatorsUser(user), findings: await accountFindings(user) })

const diagnosisOfStranger = async (email: string) => ({
  user: null,
  findings: await strangerFindings(canonicalEmail(email)),
})
