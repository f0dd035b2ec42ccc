import type { SettingName } from '@/lib/config'

/** How much of a value may be shown: all of it, a URL without what leads into it, or only whether there is one. */
type Shown = 'plain' | 'url' | 'secret'
export type SettingMeanings = Record<SettingName, { shown: Shown; says: string }>

/** What each setting is for. One without a line here does not compile, so that none is shown without a decision on how. */
export const settingMeanings: SettingMeanings = {
  NODE_ENV: { shown: 'plain', says: 'Whether this is a production installation or one for development.' },
  APP_URL: { shown: 'plain', says: 'The URL under which people reach this site.' },
  APP_NAME: { shown: 'plain', says: 'The name of the site in pages and emails.' },
  BRAND_DIR: { shown: 'plain', says: 'The folder with the logo, the colors and the links of the site.' },
  AUTH_SECRET: { shown: 'secret', says: 'The secret that signs links and encrypts what is stored.' },
  DATABASE_URL: { shown: 'url', says: 'The database that holds the accounts.' },
  MIGRATE_DATABASE_URL: { shown: 'url', says: 'The same database, with a role that may change its tables.' },
  DATABASE_POOL_SIZE: { shown: 'plain', says: 'How many connections one process opens to PostgreSQL.' },
  MAIL_FROM: { shown: 'plain', says: 'The sender of every email.' },
  SMTP_URL: { shown: 'url', says: 'The mail server that sends the emails.' },
  RESEND_API_KEY: { shown: 'secret', says: 'The key with which Resend sends the emails.' },
  RESEND_BASE_URL: { shown: 'url', says: 'Another service with Resend’s API that sends the emails.' },
  RESEND_WEBHOOK_SECRET: { shown: 'secret', says: 'The secret with which Resend reports what became of each email.' },
  DISPATCHER: { shown: 'plain', says: 'Whether this process sends the emails of the queue by itself.' },
  CRON_SECRET: { shown: 'secret', says: 'What a scheduler shows so that the emails of the queue are sent.' },
  REGISTRATION: {
    shown: 'plain',
    says: 'Who can register: everybody, everybody once their email is verified, or nobody.',
  },
  PHONE_NUMBER: { shown: 'plain', says: 'Whether accounts have a phone number.' },
  SECOND_FACTOR: { shown: 'plain', says: 'Whether every account needs two-step login.' },
  STAFF_FACTOR: { shown: 'plain', says: 'Whether staff need a second factor to enter the console.' },
  PASSKEY_RP_ID: { shown: 'plain', says: 'The domain that passkeys are for, if it is not the host of APP_URL.' },
  REMEMBER_BROWSER_DAYS: {
    shown: 'plain',
    says: 'For how many days a trusted browser is not asked for the second step.',
  },
  PASSWORD_HASH: { shown: 'plain', says: 'The method by which new passwords are hashed.' },
  PROVIDER: { shown: 'plain', says: 'Whether apps can log people in with this site (OpenID Connect).' },
  TOKEN_AUDIENCES: { shown: 'plain', says: 'The other services for which this site issues tokens.' },
  CORS_ORIGINS: { shown: 'plain', says: 'The other sites whose pages may call the JSON API.' },
  RATE_LIMITS: { shown: 'plain', says: 'Whether attempts are limited, which may be off only for load tests.' },
  TRUST_PROXY: { shown: 'plain', says: 'How many proxies of your own stand in front of this site.' },
  PORT: { shown: 'plain', says: 'The port on which the server listens.' },
  HOSTNAME: { shown: 'plain', says: 'The IP address on which the server listens, if not on every one.' },
  DATA_DIR: { shown: 'plain', says: 'The folder for what is kept outside of the database.' },
  SHUTDOWN_DELAY: { shown: 'plain', says: 'For how many seconds the server still answers after it was told to stop.' },
  LOG_LEVEL: { shown: 'plain', says: 'How much the server logs.' },
  METRICS_TOKEN: { shown: 'secret', says: 'What Prometheus shows to read the metrics.' },
  OTEL_EXPORTER_OTLP_ENDPOINT: { shown: 'url', says: 'Where traces are sent.' },
  OTEL_SERVICE_NAME: { shown: 'plain', says: 'The name of this site in traces.' },
}
