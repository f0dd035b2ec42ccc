import { settingNames } from '@/lib/config'
import { editDistance } from '@/lib/rules/edit-distance'

/** Names that other software uses for the same setting. */
const elsewhere: Record<string, string[]> = {
  APP_URL: ['BASE_URL', 'SITE_URL', 'PUBLIC_URL', 'NEXTAUTH_URL'],
  AUTH_SECRET: ['SECRET', 'SECRET_KEY', 'JWT_SECRET', 'NEXTAUTH_SECRET', 'SESSION_SECRET'],
  DATABASE_URL: ['DB_URL', 'POSTGRES_URL', 'PG_URL', 'DATABASE_URI'],
  MAIL_FROM: ['EMAIL_FROM', 'FROM_EMAIL', 'SMTP_FROM', 'MAIL_SENDER'],
  RESEND_API_KEY: ['RESEND_KEY', 'RESEND_TOKEN'],
  SMTP_URL: ['SMTP_URI', 'SMTP_HOST', 'MAIL_URL', 'EMAIL_SERVER'],
  TRUST_PROXY: ['TRUST_PROXIES', 'TRUSTED_PROXIES', 'PROXY_COUNT'],
}
const FARTHEST_TYPO = 2

/** Names in the environment that were probably meant as a setting that is not set. */
export function misspelledSettings(
  environment: Record<string, string | undefined>,
): { name: string; instead: string }[] {
  const isSet = (name: string) => Boolean(environment[name]?.trim())
  return Object.keys(environment)
    .filter((name) => isSet(name) && !settingNames.includes(name))
    .flatMap((name) => {
      const instead = settingNames.find((each) => !isSet(each) && isMeant(name, each))
      return instead ? [{ name, instead }] : []
    })
}

function isMeant(name: string, setting: string): boolean {
  if (elsewhere[setting]?.includes(name)) return true
  const [typed, right] = [letters(name), letters(setting)]
  // Short names are similar to too many others.
  return typed === right || (right.length >= 7 && editDistance(typed, right) <= FARTHEST_TYPO)
}

const letters = (name: string) => name.toUpperCase().replace(/[^A-Z]/g, '')
