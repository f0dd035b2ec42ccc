import { type ClientFault, findClientFaults } from '@/db/provider/client-facts'
import type { ClientRow } from '@/db/provider/clients'
import { describeClientFault } from '@/lib/clients/describe-client-fault'
import type { ClientCheck } from '@/lib/clients/doctor/check'
import { allowCommand } from '@/lib/clients/doctor/command-line'
import { moment } from '@/lib/clients/doctor/moment'
import { judgeRefusedUrl } from '@/lib/clients/doctor/refused-url'
import { compareSetUp } from '@/lib/clients/doctor/set-up'
import { describeForbidden } from '@/lib/clients/forbidden-user'
import { type Finding, fine, hint, type Level } from '@/lib/doctor/finding'

const FAULTS_AT_MOST = 20
/** `mend` for an app that meets the refusal still; `isUsual`: it also happens to apps that are set up well. */
type Advice = { mend?: (client: ClientRow, detail: string) => string; isUsual?: true }

const advice: Record<string, Advice> = {
  invalid_client: {
    mend: ({ id, kind }) =>
      kind === 'web'
        ? `Check the secret that the app has: npx rekey clients doctor ${id} --secret-stdin < FILE-WITH-THE-SECRET`
        : `Leave the client secret empty in the app: one of the kind ${kind} has none`,
  },
  invalid_grant: {
    mend: () => 'If every login ends so, the app redeems the code twice, too late, or with another redirect URL',
    isUsual: true,
  },
  invalid_request: {
    mend: ({ id, kind }, detail) =>
      kind === 'web' && /PKCE|code_challenge/.test(detail)
        ? `Switch PKCE (S256) on in the app. If it has none: npx rekey clients change ${id} --without-pkce`
        : compareSetUp({ kind }),
  },
}

/** Says of each kind of refusal that the app has met what was wrong with the latest one. */
export const refusals: ClientCheck = async ({ client }) => {
  const faults = await findClientFaults(client.id, FAULTS_AT_MOST)
  if (faults.length > 0) return Promise.all(faults.map((fault) => judge(client, fault)))
  if (client.lastUsedAt)
    return [
      fine(
        'refusals',
        `${client.name} was last used on ${moment(client.lastUsedAt)}, and no request of it was refused.`,
      ),
    ]
  if (client.disabledAt) return []
  const says = `Nothing was seen of ${client.name} yet: nobody has logged in to it, and none of its requests was refused.`
  return [hint('seen', says, 'Log in to the app once with a browser, then run this again')]
}

async function judge(client: ClientRow, found: ClientFault): Promise<Finding> {
  const { code, detail, lastAt, count } = found
  const check = `refused.${code}`
  const when =
    count === 1 ? `That was on ${moment(lastAt)}.` : `Last on ${moment(lastAt)}; ${count} refusals of this kind.`
  if (code === 'app-forbidden') {
    const { says, unlisted } = await describeForbidden(client, detail)
    return hint(check, `${says} ${when}`, unlisted && `To let this user in: ${allowCommand(client.id, unlisted)}`)
  }
  const list = listOf(client, code)
  if (list) {
    if (list.registered.includes(detail))
      return hint(check, `The app asked for ${detail}, which was not registered then, and is by now. ${when}`)
    const { says, mend, isStrange } = judgeRefusedUrl({ asked: detail, client, ...list })
    const level = isStrange ? 'warning' : levelOf(client, found)
    return { check, level, says: `${says} ${when}${since(client, found)}`, mend }
  }
  const { mend = compareSetUp } = advice[code] ?? {}
  const says = `${describeClientFault(code, detail).replace(/[^.]$/, '$&.')} ${when}${since(client, found)}`
  return { check, level: levelOf(client, found), says, mend: mend(client, detail) }
}

function listOf({ redirectUris, postLogoutUris }: ClientRow, code: string) {
  if (code === 'redirect-unregistered') return { option: '--redirect', registered: redirectUris } as const
  if (code === 'post-logout-unregistered') return { option: '--post-logout', registered: postLogoutUris } as const
  return undefined
}

/** A login after the refusal shows that the app works, so somebody has mended it, or it went wrong only once. */
function levelOf(client: ClientRow, found: ClientFault): Level {
  if (found.code === 'post-logout-unregistered') return 'warning'
  if (advice[found.code]?.isUsual) return 'hint'
  return hasWorkedSince(client, found) ? 'hint' : 'fault'
}

function since(client: ClientRow, found: ClientFault): string {
  return hasWorkedSince(client, found) ? ' People have logged in to the app since.' : ''
}

const hasWorkedSince = ({ lastUsedAt }: ClientRow, { lastAt }: ClientFault) =>
  lastUsedAt !== null && lastUsedAt > lastAt
