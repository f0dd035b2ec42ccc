import { z } from 'zod'
import { isLocalHost } from './rules/local-host'

const SECRET_RULE = 'must be at least 32 random bytes: openssl rand -base64 32'
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const origin = z
  .url('must be a URL such as https://accounts.example.com')
  .transform((text) => new URL(text))
  .refine((url) => url.protocol === 'https:' || isLocalHost(url.hostname), 'must be https')
  .refine((url) => url.pathname === '/' && !url.search && !url.hash && !url.username, 'must be an origin, no path')
  .refine((url) => !url.hostname.includes('*'), 'must be a whole name, without *')
  .transform((url) => url.origin)

const switched = z
  .enum(['on', 'off'], 'must be on or off')
  .transform((said) => said === 'on')
  .default(true)

const bearer = z
  .string()
  .regex(/^[\x21-\x7e]{16,}$/, 'must be at least 16 visible characters: openssl rand -base64 32')
  .optional()

/** Every setting by the name of its variable; .env.local.example says what each is for. */
export const settings = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  DATABASE_URL: z
    .string()
    .regex(/^(postgres(ql)?:\/\/|pglite:).+/, 'must begin with postgres:// (or pglite: for the embedded database)'),
  MIGRATE_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, 'must begin with postgres://')
    .optional(),
  DATABASE_POOL_SIZE: z.coerce.number('must be a number of connections').int().min(1).max(100).default(10),
  APP_URL: origin,
  AUTH_SECRET: z
    .string()
    .transform(listed)
    // RFC 8725 §3.5: whoever guesses the key makes links to every account.
    .refine((list) => list.every((secret) => Buffer.byteLength(secret) >= 32), SECRET_RULE),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: z.url('must be a URL').optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+/, { error: 'must begin with smtp:// or smtps://', abort: true })
    .refine(URL.canParse, 'must be a URL: in user and password @ is %40, / is %2F, : is %3A')
    .optional(),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(
      /^whsec_(?:[A-Za-z0-9+/]{4}){4,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
      'must be the signing secret of the webhook as Resend shows it: whsec_…',
    )
    .optional(),
  DISPATCHER: switched,
  CRON_SECRET: bearer,
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'must be an address such as Rekey <no-reply@example.com>'),
  APP_NAME: z
    .string()
    .max(60, 'must have at most 60 characters')
    .regex(/^\P{Cc}+$/u, 'must not hold control characters')
    .default('Rekey'),
  REGISTRATION: z.enum(['open', 'confirm', 'closed'], 'must be open, confirm or closed').default('open'),
  TRUST_PROXY: z.coerce.number('must be a number of proxies').int().min(0).max(10).default(0),
  RATE_LIMITS: switched,
  DATA_DIR: z.string().default('.data'),
  CORS_ORIGINS: z.string().transform(listed).pipe(z.array(origin)).default([]),
  TOKEN_AUDIENCES: z
    .string()
    .transform(listed)
    .refine((names) => names.every((name) => /^[\x21-\x7e]{1,200}$/.test(name)), 'must be names such as billing,chat')
    .default([]),
  PASSWORD_HASH: z.enum(['bcrypt', 'argon2id'], 'must be bcrypt or argon2id').default('bcrypt'),
  METRICS_TOKEN: bearer,
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be a URL such as http://localhost:4318' })
    .optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
  SHUTDOWN_DELAY: z.coerce.number('must be a number of seconds').int().min(0).max(15).default(5),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
})

/** What stands between the commas. */
function listed(list: string): string[] {
  return list.split(',').map((each) => each.trim())
}
