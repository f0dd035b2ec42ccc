import type { z } from 'zod'
import { isDomainOfHost } from '@/lib/rules/urls/relying-party-id'
import type { Environment } from './environment-files'
import { isPrivateHttp, type Settings } from './settings'

/** Settings for which quotes used to be part of the value, so that older links and sessions were signed with them. */
const QUOTED: Record<string, string | undefined> = {
  AUTH_SECRET:
    'AUTH_SECRET is in quotes. If the server has run with them, they are part of the secret: put a new one first, AUTH_SECRET=NEW,"OLD". Otherwise remove them',
}

/** Finds characters that got into a value by copying, or from a file format that does not remove quotes. */
export function textFault(name: string, value = ''): string[] {
  if (/^(["'`]).*\1$/s.test(value))
    return [QUOTED[name] ?? `${name} is in quotes. Remove them, because they would be part of the value`]
  if (/\p{Cc}/u.test(value)) return [`${name} must not contain control characters`]
  // French names have a no-break space before ! and ? and inside of « ».
  const unseen = name === 'APP_NAME' ? /[\u200B\u2060\uFEFF]/ : /[\u200B\u2060\uFEFF\u00A0]/
  return unseen.test(value) ? [`${name} contains an invisible character. Type the value again`] : []
}

export function fault(issue: z.core.$ZodIssue, said: Record<string, unknown>): string {
  const name = String(issue.path[0])
  return said[name] === undefined ? `${name} is required` : `${name} ${issue.message}`
}

// Anyone on the same network could read passwords and sessions in transit.
export function pageFaults({ APP_URL = '' }: Environment, production: boolean): string[] {
  const readable = production && URL.canParse(APP_URL)
  return readable && isPrivateHttp(new URL(APP_URL)) ? ['APP_URL must be https'] : []
}

export function migrationFaults(said: Record<string, string | undefined>): string[] {
  const onServer = said.DATABASE_URL?.startsWith('postgres')
  return said.MIGRATE_DATABASE_URL && !onServer ? ['MIGRATE_DATABASE_URL needs a DATABASE_URL on the same server'] : []
}

// Browsers refuse passkeys of any other domain, so that nobody could add one or log in with it.
export function passkeyFaults({ APP_URL, PASSKEY_RP_ID: domain }: Settings): string[] {
  const fits = domain === undefined || isDomainOfHost(domain, new URL(APP_URL).hostname)
  return fits ? [] : ['PASSKEY_RP_ID must be the host of APP_URL or a parent domain of it']
}

export function mailFaults(said: Record<string, unknown>, production: boolean): string[] {
  if (said.RESEND_API_KEY && said.SMTP_URL) return ['RESEND_API_KEY and SMTP_URL are both set. Keep one of them']
  if (production && !said.RESEND_API_KEY && !said.SMTP_URL) return ['RESEND_API_KEY or SMTP_URL is required']
  return []
}
