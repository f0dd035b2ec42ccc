import type { Check, CheckContext } from '@/lib/doctor/check'
import { fault, fine, hint, warning } from '@/lib/doctor/finding'
import { readDatabaseUrl } from '@/lib/rules/urls/database-url'
import { isLocalHost } from '@/lib/rules/urls/local-host'
import { smtpUrlWarnings } from '@/lib/rules/urls/smtp-url'
import { misspelledSettings } from './misspelled-settings'

/** The line that fixes a setting, with placeholders for what only the operator knows. */
const lines: Record<string, string> = {
  DATABASE_URL:
    'DATABASE_URL=postgres://rekey_app:PASSWORD@HOST:5432/rekey, with @ as %40, / as %2F, # as %23, ? as %3F, % as %25 in user name and password',
  APP_URL: 'APP_URL=https://accounts.YOUR-DOMAIN',
  AUTH_SECRET: 'echo "AUTH_SECRET=$(openssl rand -base64 32)" >> .env.local',
  RESEND_API_KEY: 'RESEND_API_KEY=re_… or SMTP_URL=smtps://USER:PASSWORD@HOST:465, but not both',
  SMTP_URL:
    'SMTP_URL=smtps://USER:PASSWORD@HOST:465, with @ as %40, / as %2F, # as %23, ? as %3F, % as %25 in user name and password',
  BRAND_DIR: 'BRAND_DIR=/etc/rekey-brand, or remove it (docs/configuration.md, Brand)',
  'brand.json': 'Correct it in the folder of BRAND_DIR (docs/configuration.md, Brand), then restart Rekey',
  MAIL_FROM: 'MAIL_FROM=Rekey <no-reply@YOUR-DOMAIN>',
}

/** Reports the settings that keep production from starting, and those that are probably mistakes. */
export const configuration: Check = ({ faults, environment, settings }) => {
  const said = faults.map((each) => fault('configuration', `${each}.`, mend(each)))
  const meant = misspelledSettings(environment).map(({ name, instead }) =>
    warning('configuration.misspelt', `${name} is set, but Rekey has no such setting.`, `Rename it to ${instead}=…`),
  )
  const inVain = readDatabaseUrl(settings.DATABASE_URL ?? '').warnings.map((each) =>
    warning('configuration.database', `DATABASE_URL ${each}.`, 'Remove it from DATABASE_URL'),
  )
  const mailInVain = (settings.SMTP_URL ? smtpUrlWarnings(new URL(settings.SMTP_URL)) : []).map((each) =>
    warning('configuration.mail', `SMTP_URL ${each}.`, 'Remove it from SMTP_URL'),
  )
  const parsed = faults.length === 0 ? [fine('configuration', 'All settings are valid.')] : []
  return [
    ...said,
    ...parsed,
    ...meant,
    ...inVain,
    ...mailInVain,
    ...mode(settings.production, settings.APP_URL),
    ...limits(settings.RATE_LIMITS),
    ...staffFactor(settings),
  ]
}

function mend(said: string): string {
  const [name = ''] = said.split(/:? /)
  return `${lines[name] ?? `${name}=…, as described in .env.local.example`}`
}

function mode(production: boolean | undefined, appUrl: string | undefined) {
  if (production || !appUrl || isLocalHost(new URL(appUrl).hostname)) return []
  const says = `NODE_ENV is not production, but APP_URL is ${appUrl}. The settings that production requires were not checked.`
  return [hint('configuration.mode', says, 'Run on the server: NODE_ENV=production npx rekey doctor')]
}

function staffFactor({ production, STAFF_FACTOR }: CheckContext['settings']) {
  if (!production || STAFF_FACTOR !== 'optional') return []
  const says = 'STAFF_FACTOR is optional, so whoever has the password of a member of staff can enter the console.'
  return [warning('configuration.staff', says, 'STAFF_FACTOR=required')]
}

function limits(on: boolean | undefined) {
  if (on !== false) return []
  return [
    warning(
      'configuration.limits',
      'RATE_LIMITS is off, so attackers have unlimited password attempts.',
      'RATE_LIMITS=on',
    ),
  ]
}
