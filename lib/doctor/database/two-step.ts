import type { TwoStepFacts } from '@/db/operator/facts/two-step-facts'
import type { CheckContext } from '@/lib/doctor/check'
import { counted, type Finding, fault, fine, hint } from '@/lib/doctor/finding'
import { APP_SECRET_PURPOSE } from '@/lib/factors/codes/app-secret'
import { sealedBeginnings } from '@/lib/secrets/sealed'

const FIND_SECRET =
  'Put the previous secret back into AUTH_SECRET, after the first one. If it is lost: npx rekey users reset-factors <user>'

/** Reports accounts that don't have what SECOND_FACTOR requires, and what is wrong with the second factors of the others. */
export function judgeTwoStep(facts: TwoStepFacts | undefined, context: CheckContext): Finding[] {
  if (!facts) return []
  return [...judgeRequired(facts, context), ...judgeFactors(facts, context)]
}

/** Nothing is wrong with them: their owners set it up at the next login. */
function judgeRequired({ without = 0 }: TwoStepFacts, { settings }: CheckContext): Finding[] {
  if (settings.SECOND_FACTOR !== 'required' || without === 0) return []
  const says = `SECOND_FACTOR is required, and ${counted(without, 'account does', 'accounts do')} not have two-step login yet. ${without === 1 ? 'Its owner' : 'Their owners'} can only set it up until then.`
  return [hint('two-step.required', says, 'To list them: npx rekey users list --without-two-step')]
}

/** Reports authenticator apps that AUTH_SECRET can't decrypt or that still need an older secret, and accounts without recovery codes. */
function judgeFactors(facts: TwoStepFacts, { settings }: CheckContext): Finding[] {
  const { AUTH_SECRET } = settings
  if (!AUTH_SECRET || (facts.accounts === 0 && facts.sealed.length === 0)) return []
  const [first, ...older] = sealedBeginnings(APP_SECRET_PURPOSE, AUTH_SECRET)
  const count = (which: (sealed: TwoStepFacts['sealed'][number]) => boolean) =>
    facts.sealed.filter(which).reduce((sum, { apps }) => sum + apps, 0)
  const byOlder = count(({ beginning }) => older.includes(beginning))
  // Nobody misses one that was removed or suspended.
  const lost = count((each) => !each.setAside && each.beginning !== first && !older.includes(each.beginning))
  const opened =
    lost === 0 && byOlder === 0 ? [fine('two-step.secrets', 'AUTH_SECRET can decrypt every authenticator app.')] : []
  const { withoutCodes, frozen = 0 } = facts
  const codes = judgeCodes(withoutCodes - frozen)
  return [...opened, ...judgeLost(lost), ...judgeOlder(byOlder), ...codes, ...judgeFrozen(frozen)]
}

function judgeLost(count: number): Finding[] {
  if (count === 0) return []
  const says =
    count === 1
      ? 'AUTH_SECRET can’t decrypt 1 authenticator app. Its owner can log in only with a recovery code or a passkey.'
      : `AUTH_SECRET can’t decrypt ${count} authenticator apps. Their owners can log in only with a recovery code or a passkey.`
  return [fault('two-step.secrets', says, FIND_SECRET)]
}

function judgeOlder(count: number): Finding[] {
  if (count === 0) return []
  const says = `${counted(count, 'authenticator app is', 'authenticator apps are')} sealed with an older secret of AUTH_SECRET. The server seals them with the first one, 1,000 every ten minutes.`
  return [hint('two-step.sealed', says, 'Keep the old secret in AUTH_SECRET until this number is 0')]
}

function judgeCodes(count: number): Finding[] {
  if (count === 0) return []
  const says = `${counted(count, 'account')} with two-step login ${count === 1 ? 'has' : 'have'} no unused recovery code. If the owner loses every second factor, only an operator can help.`
  return [hint('two-step.codes', says, 'Owners make new ones in their account, under Security')]
}

function judgeFrozen(count: number): Finding[] {
  if (count === 0) return []
  const says = `“This wasn’t me” has suspended every second factor of ${counted(count, 'account')}, so nobody can log in to ${count === 1 ? 'it' : 'them'}.`
  return [hint('two-step.frozen', says, 'When an owner asks: npx rekey users reset-factors <user>')]
}
