import type { Check } from '@/lib/doctor/check'
import { fault, fine, hint, warning } from '@/lib/doctor/finding'
import { readDatabaseUrl } from '@/lib/rules/database-url'
import { isLocalHost } from '@/lib/rules/local-host'
import { smtpUrlWarnings } from '@/lib/rules/smtp-url'
import { misspelledSettings } from './misspelled-settings'

/** A line that mends a fault of a setting, with what only its operator knows left to fill in. */
const lines: Record<string, string> = {
  DATABASE_URL:
    'DATABASE_URL=postgres://rekey_app:PASSWORD@HOST:5432/rekey, in both @ as %40, / as %2F, # as %23, ? as %3F, % as %25',
  APP_URL: 'APP_URL=https://accounts.YOUR-DOMAIN',
  AUTH_SECRET: 'echo "AUTH_SECRET=$(openssl rand -base64 32)" >> .env.local',
  RESEND_API_KEY: 'RESEND_API_KEY=re_… or SMTP_URL=smtps://USER:PASSWORD@HOST:465, and not both',
  SMTP_URL: 'SMTP_URL=smtps://USER:PASSWORD@HOST:465, in both @ as %40, / as %2F, # as %23, ? as %3F, % as %25',
  MAIL_FROM: 'MAIL_FROM=Rekey <no-reply@YOUR-DOMAIN>',
}

/** The faults that keep production from starting, and what it would start with though nobody meant it. */
export const configuration: Check = ({ faults, environment, settings }) => {
  const said = faults.map((each) => fault('configuration', `${each}.`, mend(each)))
  const meant = misspelledSettings(environment).map(({ name, instead }) =>
    warning('configuration.misspelt', `${name} is set, but is no setting of Rekey.`, `Call it ${instead}=…`),
  )
  const inVain = readDatabaseUrl(settings.DATABASE_URL ?? '').warnings.map((each) =>
    warning('configuration.database', `DATABASE_URL ${each}.`, 'Take it out of DATABASE_URL'),
  )
  const mailInVain = (settings.SMTP_URL ? smtpUrlWarnings(new URL(settings.SMTP_URL)) : []).map((each) =>
    warning('configuration.mail', `SMTP_URL ${each}.`, 'Take it out of SMTP_URL'),
  )
  const parsed = faults.length === 0 ? [fine('configuration', 'Every setting can be read.')] : []
  return [
    ...said,
    ...parsed,
    ...meant,
    ...inVain,
    ...mailInVain,
    ...mode(settings.production, settings.APP_URL),
    ...limits(settings.RATE_LIMITS),
  ]
}

function mend(said: string): string {
  const [name = ''] = said.split(' ')
  return `${lines[name] ?? `${name}=…; .env.local.example says what it takes`}`
}

function mode(production: boolean | undefined, appUrl: string | undefined) {
  if (production || !appUrl || isLocalHost(new URL(appUrl).hostname)) return []
  const says = `NODE_ENV is not production, but APP_URL is ${appUrl}: what is required there was not asked for.`
  return [hint('configuration.mode', says, 'On the server run: NODE_ENV=production npx rekey doctor')]
}

function limits(on: boolean | undefined) {
  if (on !== false) return []
  return [warning('configuration.limits', 'RATE_LIMITS is off: passwords can be tried without end.', 'RATE_LIMITS=on')]
}
