import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const SECRET_RULE = 'must be at least 32 random bytes: openssl rand -base64 32'
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]']

const origin = z
  .url('must be a URL such as https://accounts.example.com')
  .transform((text) => new URL(text))
  .refine((url) => url.protocol === 'https:' || LOCAL_HOSTS.includes(url.hostname), 'must be https')
  .refine((url) => url.pathname === '/' && !url.search && !url.hash && !url.username, 'must be an origin, no path')
  .refine((url) => !url.hostname.includes('*'), 'must be a whole name, without *')
  .transform((url) => url.origin)

const settings = z.object({
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
  DISPATCHER: z
    .enum(['on', 'off'], 'must be on or off')
    .transform((said) => said === 'on')
    .default(true),
  CRON_SECRET: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, 'must be at least 16 visible characters: openssl rand -base64 32')
    .optional(),
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
  RATE_LIMITS: z
    .enum(['on', 'off'], 'must be on or off')
    .transform((said) => said === 'on')
    .default(true),
  DATA_DIR: z.string().default('.data'),
  CORS_ORIGINS: z.string().transform(listed).pipe(z.array(origin)).default([]),
  TOKEN_AUDIENCES: z
    .string()
    .transform(listed)
    .refine((names) => names.every((name) => /^[\x21-\x7e]{1,200}$/.test(name)), 'must be names such as billing,chat')
    .default([]),
  PASSWORD_HASH: z.enum(['bcrypt', 'argon2id'], 'must be bcrypt or argon2id').default('bcrypt'),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, 'must be at least 16 visible characters: openssl rand -base64 32')
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be a URL such as http://localhost:4318' })
    .optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
  SHUTDOWN_DELAY: z.coerce.number('must be a number of seconds').int().min(0).max(15).default(5),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
})

type Settings = z.output<typeof settings>
type MailTransport = 'resend' | 'smtp' | 'mailbox'
export type Config = Settings & { production: boolean; mailTransport: MailTransport }

/** Every fault of the environment, one line each; `message` joins them. */
export class ConfigError extends Error {
  constructor(readonly faults: string[]) {
    super(faults.join('\n'))
  }
}

let current: Config | undefined

/** The environment, parsed on first use, so that a build needs no secrets. Throws ConfigError. */
export function config(): Config {
  current ??= parseConfig(process.env)
  return current
}

/** Parses one environment; development fills in what production must say. */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const said = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const production = said.NODE_ENV === 'production'
  const parsed = settings.safeParse(production ? said : { ...developmentDefaults(said), ...said })
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => fault(issue, said))
  faults.push(...migrationFaults(said), ...mailFaults(said, production))
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults)
  return { ...parsed.data, production, mailTransport: transportOf(said) }
}

/** Every name that is read from the environment. */
export const settingNames: readonly string[] = Object.keys(settings.shape)

/** An environment as far as it can be read, for whoever is to say what is wrong with it. */
export type Reading = { environment: Record<string, string | undefined>; settings: Partial<Config>; faults: string[] }

/** Reads the environment without throwing: what does not parse is a fault, and everything else is a setting all the same. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Reading {
  try {
    return { environment, settings: parseConfig(environment), faults: [] }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { environment, settings: readableOf(environment), faults: error.faults }
  }
}

function readableOf(environment: Record<string, string | undefined>): Partial<Config> {
  const said = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const readable = Object.entries(settings.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(said[name])
    return parsed.success ? [[name, parsed.data]] : []
  })
  const production = said.NODE_ENV === 'production'
  return { ...Object.fromEntries(readable), production, mailTransport: transportOf(said) }
}

function fault(issue: z.core.$ZodIssue, said: Record<string, unknown>): string {
  const name = String(issue.path[0])
  return said[name] === undefined ? `${name} is required` : `${name} ${issue.message}`
}

function migrationFaults(said: Record<string, string | undefined>): string[] {
  const onServer = said.DATABASE_URL?.startsWith('postgres')
  return said.MIGRATE_DATABASE_URL && !onServer ? ['MIGRATE_DATABASE_URL needs a DATABASE_URL of the same server'] : []
}

function mailFaults(said: Record<string, unknown>, production: boolean): string[] {
  if (said.RESEND_API_KEY && said.SMTP_URL) return ['RESEND_API_KEY and SMTP_URL are both set: keep one']
  if (production && !said.RESEND_API_KEY && !said.SMTP_URL) return ['RESEND_API_KEY or SMTP_URL is required']
  return []
}

function transportOf(said: Record<string, unknown>): MailTransport {
  if (said.RESEND_API_KEY) return 'resend'
  return said.SMTP_URL ? 'smtp' : 'mailbox'
}

function developmentDefaults(said: Record<string, string | undefined>) {
  const dataDir = said.DATA_DIR ?? '.data'
  return {
    DATABASE_URL: `pglite:${path.posix.join(dataDir, 'db')}`,
    APP_URL: `http://localhost:${said.PORT ?? 3000}`,
    AUTH_SECRET: said.AUTH_SECRET ?? developmentSecret(dataDir),
    MAIL_FROM: 'Rekey <no-reply@localhost>',
    SHUTDOWN_DELAY: '0',
  }
}

/** What stands between the commas. */
function listed(list: string): string[] {
  return list.split(',').map((each) => each.trim())
}

/** Made once and kept, so that links and sessions of development outlive a restart. */
function developmentSecret(dataDir: string): string {
  const file = path.join(/*turbopackIgnore: true*/ dataDir, 'secret')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  chmodSync(dataDir, 0o700)
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8')
}
