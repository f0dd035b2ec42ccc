import { z } from 'zod'
import { phoneNumberModes } from '@/lib/rules/phone-number'
import { readDatabaseUrl } from '@/lib/rules/urls/database-url'
import { isLocalHost, isPrivateHost } from '@/lib/rules/urls/local-host'
import { smtpUrlFault } from '@/lib/rules/urls/smtp-url'

const SECRET_RULE = 'must be at least 32 random bytes: openssl rand -base64 32'
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const url = z.url('must be a URL such as https://accounts.example.com').transform((text) => new URL(text))
const isBare = ({ pathname, search, hash, username, password }: URL) =>
  /^\/?$/.test(pathname) && !search && !hash && !username && !password

const origin = url
  // Production refuses private hosts too, but a developer's phone has no other way to the development server.
  .refine((each) => isFitForPages(each) || isPrivateHttp(each), 'must be https')
  .refine(isBare, 'must be an origin without a path')
  .refine(({ hostname }) => !hostname.includes('*'), 'must be a full host name without *')
  .transform(({ origin }) => origin)

/** Pages with these schemes have the origin `null`, as any sandboxed frame has, or do not exist at all. */
const WITHOUT_ORIGIN = /^(about|blob|data|file|filesystem|ftp|javascript|view-source|wss?):$/

/** The origin of a website, or of an app that serves its own pages under another scheme (capacitor://localhost). */
const callingOrigin = url
  .refine(
    ({ protocol }) => !WITHOUT_ORIGIN.test(protocol),
    'must have a scheme whose pages have an origin, such as https',
  )
  .refine((each) => each.protocol !== 'http:' || isFitForPages(each), 'must be https')
  .refine(
    ({ hostname }) => hostname !== '',
    'must be an origin such as https://app.example.com or capacitor://localhost',
  )
  .refine(isBare, 'must be an origin without a path')
  .refine(({ hostname }) => !hostname.includes('*'), 'must be a full host name without *')
  // URL.origin is `null` for schemes that it does not know, but browsers send the full origin.
  .transform(({ origin, protocol, host }) => (origin === 'null' ? `${protocol}//${host.toLowerCase()}` : origin))

/** Digits only, because Number() would also accept 1e3, 0x10 and 007. */
function count(what: string, least: number, most: number) {
  const range = `must be ${least} to ${most}`
  const digits = z.string().regex(/^(0|[1-9]\d{0,8})$/, { error: `must be a number of ${what}`, abort: true })
  return digits.transform(Number).pipe(z.number().min(least, range).max(most, range))
}

const onOrOff = z.enum(['on', 'off'], 'must be on or off').transform((said) => said === 'on')
const switched = onOrOff.default(true)

const bearer = z
  .string()
  .regex(/^[\x21-\x7e]{16,}$/, 'must be at least 16 visible characters: openssl rand -base64 32')
  .optional()

/** One email address, optionally with a name. Two addresses would be read as a name and an address. */
const ONE_SENDER = /^(?:[^<>\r\n]*<[^\s@<>,;]+@[^\s@<>,;]+>|(?:[^<>@\r\n]*\s)?[^\s@<>,;]+@[^\s@<>,;]+)$/

/** Every setting by the name of its variable. .env.local.example describes them. */
export const settings = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'], 'must be development, test or production')
    .default('development'),
  DATABASE_URL: z
    .string()
    .regex(/^(postgres(ql)?:\/\/|pglite:).+/, {
      error: 'must begin with postgres:// (or pglite: for the embedded database)',
      abort: true,
    })
    .superRefine(requireReadable),
  MIGRATE_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, { error: 'must begin with postgres://', abort: true })
    .superRefine(requireReadable)
    .optional(),
  DATABASE_POOL_SIZE: count('connections', 1, 100).default(10),
  APP_URL: origin,
  AUTH_SECRET: z
    .string()
    .transform(listed)
    // RFC 8725 §3.5: anyone who guesses the key can make links to every account.
    .refine((list) => list.every((secret) => Buffer.byteLength(secret) >= 32), SECRET_RULE),
  RESEND_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'must be the key shown by Resend: re_…')
    .optional(),
  RESEND_BASE_URL: z.url({ protocol: /^https?$/, error: 'must be a URL such as https://api.resend.com' }).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+/, { error: 'must begin with smtp:// or smtps://', abort: true })
    .refine(URL.canParse, {
      error: 'must be a URL. In the user name and password write @ as %40, / as %2F and : as %3A',
      abort: true,
    })
    .superRefine((text, context) => {
      const fault = smtpUrlFault(new URL(text))
      if (fault) context.addIssue(fault)
    })
    .optional(),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(
      /^whsec_(?:[A-Za-z0-9+/]{4}){4,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
      'must be the signing secret of the webhook shown by Resend: whsec_…',
    )
    .optional(),
  DISPATCHER: switched,
  CRON_SECRET: bearer,
  MAIL_FROM: z.string().regex(ONE_SENDER, 'must be an email address such as Rekey <no-reply@example.com>'),
  APP_NAME: z
    .string()
    .max(60, 'must have at most 60 characters')
    .regex(/^\P{Cc}+$/u, 'must not contain control characters')
    .default('Rekey'),
  BRAND_DIR: z.string().optional(),
  REGISTRATION: z.enum(['open', 'confirm', 'closed'], 'must be open, confirm or closed').default('open'),
  PHONE_NUMBER: z.enum(phoneNumberModes, 'must be required, optional or off').default('required'),
  PROVIDER: onOrOff.default(false),
  SECOND_FACTOR: z.enum(['optional', 'required'], 'must be optional or required').default('optional'),
  STAFF_FACTOR: z.enum(['optional', 'required'], 'must be optional or required').default('required'),
  PASSKEY_RP_ID: z
    .string()
    .transform((text) => text.toLowerCase())
    .refine((text) => /^[a-z\d-]+(\.[a-z\d-]+)*$/.test(text), 'must be a domain such as example.com')
    .optional(),
  REMEMBER_BROWSER_DAYS: count('days', 0, 90).default(30),
  TRUST_PROXY: count('proxies', 0, 10).default(0),
  RATE_LIMITS: switched,
  DATA_DIR: z.string().default('.data'),
  CORS_ORIGINS: z.string().transform(listed).pipe(z.array(callingOrigin)).default([]),
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
  SHUTDOWN_DELAY: count('seconds', 0, 15).default(5),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
})

export type Settings = z.output<typeof settings>

/** The values between the commas. */
function listed(list: string): string[] {
  return list.split(',').map((each) => each.trim())
}

function isFitForPages({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLocalHost(hostname))
}

/** Plain HTTP to a machine in the same network, which is acceptable only in development. */
export function isPrivateHttp({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && !isLocalHost(hostname) && isPrivateHost(hostname)
}

function requireReadable(text: string, context: z.RefinementCtx): void {
  const [fault] = text.startsWith('pglite:') ? [] : readDatabaseUrl(text).faults
  if (fault) context.addIssue(fault)
}
