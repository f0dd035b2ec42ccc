import { sender } from '@/emails/transport/one-address'
import { resendDomain } from '@/emails/transport/resend-domain'
import type { Config } from '@/lib/config'
import { type Finding, fault, fine, hint, warning } from '@/lib/doctor/finding'

const NEW_KEY = 'RESEND_API_KEY=re_…, a new one from https://resend.com/api-keys'

/** Whether Resend takes mail from this sender, and leaves it as it is. */
export async function resendAccount(settings: Partial<Config>, deadline: AbortSignal): Promise<Finding[]> {
  const facts = await resendDomain(settings, deadline)
  if (!facts.known) return [refused(facts.code, facts.status)]
  const { domain } = sender(settings.MAIL_FROM ?? '')
  if (!facts.domain) {
    const mend = `Add ${domain} at https://resend.com/domains, or send from a domain that is there: MAIL_FROM=…`
    return [fault('mail', `Resend does not know ${domain}, the domain of MAIL_FROM.`, mend)]
  }
  const { id, status, clicks, opens } = facts.domain
  const proven =
    status === 'verified'
      ? fine('mail', `Resend takes mail from ${domain}.`)
      : fault(
          'mail',
          `Resend has not proven ${domain} (${status}).`,
          `https://resend.com/domains/${id} shows which DNS records are missing`,
        )
  return [proven, ...tracking(id, clicks, opens), ...unheard(settings)]
}

function refused(code: string, status: number | null): Finding {
  if (code === 'restricted_api_key') {
    const says = 'The key of Resend may only send, as it should be: the domain and its tracking cannot be looked at.'
    return hint('mail', says, 'Look once at https://resend.com/domains: verified, click and open tracking off')
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

/** Only by its webhook does Resend tell that nobody has an address. */
function unheard({ RESEND_WEBHOOK_SECRET, APP_URL }: Partial<Config>): Finding[] {
  if (RESEND_WEBHOOK_SECRET) return []
  const mend = `RESEND_WEBHOOK_SECRET=whsec_… of a webhook to ${APP_URL}/api/webhooks/resend: https://resend.com/webhooks`
  return [hint('mail.webhook', 'Resend does not tell which mails come back.', mend)]
}

/** A tracked link leads through another company's server, which then knows a token that opens an account. */
function tracking(id: string, clicks?: boolean, opens?: boolean): Finding[] {
  const off = (name: string) =>
    `curl -X PATCH https://api.resend.com/domains/${id} -H "Authorization: Bearer $RESEND_API_KEY" -H 'Content-Type: application/json' -d '{"${name}":false}'`
  const untold = hint(
    'mail.tracking',
    'Resend does not say whether it tracks clicks.',
    `https://resend.com/domains/${id}`,
  )
  const says = 'Click tracking is on: the links of resets lead through Resend, which learns their tokens.'
  const followed = clicks
    ? fault('mail.tracking', says, off('click_tracking'))
    : fine('mail.tracking', 'Click tracking is off.')
  const watched = warning('mail.opens', 'Open tracking is on: Resend notes who reads when.', off('open_tracking'))
  return [clicks === undefined ? untold : followed, ...(opens ? [watched] : [])]
}
