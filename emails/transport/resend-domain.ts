import { Resend } from 'resend'
import { sender } from '@/emails/transport/one-address'
import type { Config } from '@/lib/config'

/** The most that Resend lists at once. */
const MOST_DOMAINS = 100

type Refused = { known: false; code: string; status: number | null }
type Known = { known: true; domain?: Domain }
/** `clicks` and `opens`: whether they are tracked; undefined if Resend does not say. */
type Domain = { id: string; status: string; clicks?: boolean; opens?: boolean }

/** What Resend's API says about the sender's domain, if the API key may ask; sends nothing. */
export async function resendDomain(settings: ResendSettings, deadline: AbortSignal): Promise<Refused | Known> {
  const resend = new Resend(settings.RESEND_API_KEY, { baseUrl: settings.RESEND_BASE_URL })
  const { domain } = sender(settings.MAIL_FROM ?? '')
  let list = await resend.domains.list({}, { signal: deadline })
  if (list.data?.has_more) list = await resend.domains.list({ limit: MOST_DOMAINS }, { signal: deadline })
  if (!list.data) return refused(list.error, deadline)
  const listed = list.data.data.find(({ name }) => name.toLowerCase() === domain.toLowerCase())
  if (!listed) return { known: true }
  // The list may omit details that the request for a single domain returns.
  const { data } = await resend.domains.get(listed.id, { signal: deadline })
  const { id, status, click_tracking: clicks, open_tracking: opens } = { ...listed, ...data }
  return { known: true, domain: { id, status, clicks, opens } }
}

type ResendSettings = Partial<Pick<Config, 'RESEND_API_KEY' | 'RESEND_BASE_URL' | 'MAIL_FROM'>>

function refused(error: { name: string; statusCode: number | null }, deadline: AbortSignal): Refused {
  return { known: false, code: deadline.aborted ? 'no answer in time' : error.name, status: error.statusCode }
}
