import { sender } from '@/emails/transport/one-address'
import { resendDomain } from '@/emails/transport/resend-domain'
import type { Config } from '@/lib/config'
import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'

const NEW_KEY = 'RESEND_API_KEY=re_…, a new one from https://resend.com/api-keys'

/** Checks that Resend accepts email from this sender and does not change its links. */
export async function resendAccount(settings: Partial<Config>, deadline: AbortSignal): Promise<Finding[]> {
  const facts = await resendDomain(settings, deadline)
  if (!facts.known) return [refused(facts.code, facts.status)]
  const { domain } = sender(settings.MAIL_FROM ?? '')
  if (!facts.domain) {
    const mend = `Add ${domain} at https://resend.com/domains, or send from a domain that is listed there: MAIL_FROM=…`
    return [fault('mail', `Resend does not know ${domain}, the domain of MAIL_FROM.`, mend)]
  }
  const { id, status, clicks, opens } = facts.domain
  const proven =
    status === 'verified'
      ? fine('mail', `Resend accepts email from ${domain}.`)
      : fault(
          'mail',
          `Resend has not verified ${domain} (${status}).`,
          `https://resend.com/domains/${id} shows which DNS records are missing`,
        )
  return [proven, ...tracking(id, clicks, opens), ...unheard(settings)]
}

function refused(code: string, status: number | null): Finding {
  if (code === 'restricted_api_key') {
    const says =
      'RESEND_API_KEY can only send, which is the safe choice. The domain and its tracking could not be checked.'
    return hint(
      'mail',
      says,
      'Check at https://resend.com/domains that the domain is verified and that click and open tracking are off',
    )
  }
  if (status === 401 || status === 403 || code === 'invalid_api_key' || code === 'missing_api_key') {
    return fault('mail', `Resend refuses RESEND_API_KEY (${code}).`, NEW_KEY)
  }
  if (status === 400 && code === 'validation_error') return fault('mail', 'Resend cannot read RESEND_API_KEY.', NEW_KEY)
  const reason = status ? `${code} (${status})` : code
  return warning(
    'mail',
    `Resend does not answer: ${reason}.`,
    'curl -sI https://api.resend.com; https://resend-status.com',
  )
}

/** Resend reports bounces only by webhook. */
function unheard({ RESEND_WEBHOOK_SECRET, APP_URL }: Partial<Config>): Finding[] {
  if (RESEND_WEBHOOK_SECRET) return []
  const mend = `Add a webhook to ${APP_URL}/api/webhooks/resend at https://resend.com/webhooks and set RESEND_WEBHOOK_SECRET=whsec_…`
  return [hint('mail.webhook', 'Rekey does not learn from Resend which emails bounce.', mend)]
}

/** A tracked link leads through another company's server, which then knows a token that gives access to an account. */
function tracking(id: string, clicks?: boolean, opens?: boolean): Finding[] {
  const off = (name: string) =>
    `curl -X PATCH https://api.resend.com/domains/${id} -H "Authorization: Bearer $RESEND_API_KEY" -H 'Content-Type: application/json' -d '{"${name}":false}'`
  const untold = hint(
    'mail.tracking',
    'Resend does not report whether click tracking is on.',
    `https://resend.com/domains/${id}`,
  )
  const says = 'Click tracking is on. Reset links lead through Resend, which learns their tokens.'
  const followed = clicks
    ? fault('mail.tracking', says, off('click_tracking'))
    : fine('mail.tracking', 'Click tracking is off.')
  const watched = warning(
    'mail.opens',
    'Open tracking is on. Resend records who opens an email and when.',
    off('open_tracking'),
  )
  return [clicks === undefined ? untold : followed, ...(opens ? [watched] : [])]
}
