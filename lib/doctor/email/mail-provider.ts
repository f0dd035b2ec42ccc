import type { Config } from '@/lib/config'

/** Whose servers send our email, where their DNS records are known; any other provider is undefined. */
export type Provider = 'resend' | 'google' | undefined

const GOOGLE = /(^|\.)(gmail|googlemail|google)\.com$/

export function providerOf({ mailTransport, SMTP_URL }: Partial<Config>): Provider {
  if (mailTransport === 'resend') return 'resend'
  return SMTP_URL && URL.canParse(SMTP_URL) && GOOGLE.test(new URL(SMTP_URL).hostname) ? 'google' : undefined
}
