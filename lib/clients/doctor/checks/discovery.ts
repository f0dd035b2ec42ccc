import * as z from 'zod/mini'
import { type Answer, call, jsonOf, type Silence } from '@/lib/clients/doctor/call'
import type { ClientCheck } from '@/lib/clients/doctor/check'
import { config } from '@/lib/config'
import { type Finding, fault, fine } from '@/lib/doctor/finding'
import { judgeClock } from '@/lib/doctor/machine/clock'
import { siteUnreachable } from '@/lib/doctor/site/site-unreachable'
import { examineCertificate } from '@/lib/doctor/site/tls-certificate'
import { parsedUrl } from '@/lib/rules/urls/parsed-url'
import { examineKeys } from './published-keys'

const CHECK = 'discovery'
const PATH = '/.well-known/openid-configuration'
const document = z.object({ issuer: z.string() })
const RESTART = `PROVIDER=on for the server, too, and then restart it. If it has that, let its proxy pass ${PATH} and /oauth/ on`
const ELSEWHERE = 'Run npx rekey doctor, which says where APP_URL leads'

/** Fetches what Rekey says about itself, as the app does. */
export const discovery: ClientCheck = async ({ client }) => {
  const { APP_URL: issuer, PROVIDER } = config()
  if (!PROVIDER) return [fault('provider', 'No app can log anybody in: the setting PROVIDER is off.', 'PROVIDER=on')]
  const [answer, certificate] = await Promise.all([call(issuer + PATH), certificateOf(issuer)])
  if ('reason' in answer) return [...certificate, unreachable(answer, issuer)]
  const judged = judgeDocument(answer, issuer)
  if (judged.level === 'fault') return [...certificate, judged]
  const clock = answer.skew === undefined ? [] : [judgeClock('clock.site', 'The clock of the server', answer.skew)]
  return [...certificate, judged, await examineKeys(client.alg, issuer), ...clock]
}

/** Worse here than for the doctor of the installation, which also serves before the server is started. */
function unreachable({ error }: Silence, issuer: string): Finding {
  const found = siteUnreachable(error, issuer, config().production)
  return { ...found, check: CHECK, level: found.mend ? 'fault' : found.level }
}

function certificateOf(issuer: string): Promise<Finding[]> {
  return issuer.startsWith('https:') ? examineCertificate(new URL(issuer)) : Promise.resolve([])
}

function judgeDocument({ status, headers, beginning }: Answer, issuer: string): Finding {
  const url = issuer + PATH
  if (status === 404) return fault(CHECK, `${url} is not found (404).`, RESTART)
  const location = headers.get('location')
  const elsewhere = location ? parsedUrl(location, url) : undefined
  if (elsewhere) {
    const { origin } = elsewhere
    return fault(CHECK, `${url} redirects to ${origin}, which apps do not follow.`, `APP_URL=${origin}`)
  }
  const found = document.safeParse(jsonOf(beginning))
  if (status !== 200 || !found.success)
    return fault(CHECK, `What answers at ${url} is not Rekey (${status}).`, ELSEWHERE)
  if (found.data.issuer === issuer) return fine(CHECK, `${url} answers, and names the issuer ${issuer}.`)
  const says = `${url} names the issuer ${found.data.issuer}, but APP_URL is ${issuer}. Apps compare them character by character.`
  return fault(CHECK, says, 'Give this command and the server the same APP_URL')
}

/** Whether apps reach Rekey, so that it makes sense to play one. */
export function isReachable(found: Finding[]): boolean {
  return found.some(({ check, level }) => check === CHECK && level === 'ok')
}
