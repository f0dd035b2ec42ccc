import { type AppFacts, type AppNotices, UNUSED_DAYS } from '@/db/operator/facts/app-facts'
import type { CheckContext } from '@/lib/doctor/check'
import { counted, type Finding, fine, hint, warning } from '@/lib/doctor/finding'

const NAMED_AT_MOST = 5
const WAITING =
  'Check that the back-channel URL of each app answers; npx rekey clients show <id> prints it. Rekey tells the app again by itself, for more than two days'
const UNTOLD =
  'Correct the URL with npx rekey clients change <id> --backchannel <url>, or have the app mended. Until then, people stay logged in there after a password reset'
const UNUSED =
  'Run npx rekey clients disable <id> for an app that nobody needs, so that its secret is of no use to anyone who finds it'

/** Reports the apps that do not hear of logouts, and those that nobody uses. */
export function judgeApps(facts: AppFacts | undefined, { settings }: CheckContext): Finding[] {
  if (!settings.PROVIDER || !facts || facts.apps === 0) return []
  const findings = [...judgeWaiting(facts.waiting), ...judgeUntold(facts.untold), ...judgeUnused(facts.unused)]
  return findings.length > 0 ? findings : [fine('apps', 'No app misses a logout, and each of them is used.')]
}

function judgeWaiting(apps: AppNotices[]): Finding[] {
  if (apps.length === 0) return []
  const minutes = Math.round(Math.max(...apps.map(({ oldestSeconds }) => oldestSeconds)) / 60)
  const says = `${counted(noticesOf(apps), 'logout has', 'logouts have')} not reached these apps, the oldest for ${minutes} minutes: ${namesOf(apps)}.${reasonIn(apps)}`
  return [warning('apps.waiting', says, WAITING)]
}

function judgeUntold(apps: AppNotices[]): Finding[] {
  if (apps.length === 0) return []
  const says = `Rekey gave up telling these apps of ${counted(noticesOf(apps), 'logout')} in the last week: ${namesOf(apps)}.${reasonIn(apps)}`
  return [warning('apps.untold', says, UNTOLD)]
}

function judgeUnused(apps: AppFacts['unused']): Finding[] {
  if (apps.length === 0) return []
  const says = `Nobody has logged in to ${counted(apps.length, 'app')} for ${UNUSED_DAYS} days: ${namesOf(apps)}.`
  return [hint('apps.unused', says, UNUSED)]
}

const noticesOf = (apps: AppNotices[]) => apps.reduce((sum, { notices }) => sum + notices, 0)

function namesOf(apps: { id: string; name: string }[]): string {
  const names = apps.slice(0, NAMED_AT_MOST).map(({ id, name }) => `${name} (${id})`)
  const more = apps.length - names.length
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ')
}

function reasonIn(apps: AppNotices[]): string {
  const fault = apps.find(({ lastFault }) => lastFault)?.lastFault
  return fault ? ` Last error: ${fault}.` : ''
}
