import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import { type Brand, noBrand } from './brand/brand'
import { type BrandReading, readBrand } from './brand/read-brand'
import { perProcess } from './per-process'
import { isDomainOfHost } from './rules/urls/relying-party-id'
import { faultsOfFiles } from './settings/environment-files'
import { type LoadedFile, rememberSources } from './settings/setting-sources'
import { isPrivateHttp, settings } from './settings/settings'

type Settings = z.output<typeof settings>
type MailTransport = 'resend' | 'smtp' | 'mailbox'
type Environment = Record<string, string | undefined>
/** Every name that is read from the environment, including those of the server alone. */
export type SettingName = keyof Settings | 'PORT' | 'HOSTNAME'
export type Config = Settings & { production: boolean; mailTransport: MailTransport; brand: Brand }

/** Every invalid setting, one line each; `message` joins them. */
export class ConfigError extends Error {
  constructor(readonly faults: string[]) {
    super(faults.join('\n'))
  }
}

let current: Config | undefined
let misread: string[] = []

/** The settings, parsed on first use, so that a build needs no secrets. Throws ConfigError. */
export function config(): Config {
  current ??= parseConfig(process.env, misread)
  return current
}

/** Lets `load` read the settings files into the environment. A value that it misreads is a configuration error. */
export function loadEnvironment(load: () => readonly LoadedFile[]): void {
  const before = { ...process.env }
  const files = load()
  // The loader also expands a `$` in variables that were set before, if a file has the same name.
  Object.assign(process.env, before)
  rememberSources(files, before)
  misread = faultsOfFiles(files, { names: settingNames, before, read: process.env })
}

/** Parses one environment. Development has defaults for what production must set. `faults` are errors found earlier. */
export function parseConfig(env: Environment, faults: readonly string[] = []): Config {
  const said = saidIn(env)
  const production = said.NODE_ENV === 'production'
  const parsed = settings.safeParse(production ? said : { ...developmentDefaults(said), ...said })
  const issues = parsed.success ? [] : parsed.error.issues
  const readable = settingNames.filter((name) => !issues.some(({ path }) => path[0] === name))
  const { brand, faults: brandFaults } = brandIn(said)
  const found = [
    ...faults,
    ...issues.map((issue) => fault(issue, said)),
    ...readable.flatMap((name) => textFault(name, said[name])),
    ...pageFaults(said, production),
    ...migrationFaults(said),
    ...(parsed.success ? passkeyFaults(parsed.data) : []),
    ...mailFaults(said, production),
    ...brandFaults,
  ]
  if (!parsed.success || found.length > 0) throw new ConfigError(found)
  return { ...parsed.data, production, mailTransport: transportOf(said), brand }
}

/** Every name that is parsed here. */
export const settingNames: readonly string[] = Object.keys(settings.shape)

/** The settings that can be read, and the errors in the others. */
export type Reading = { environment: Environment; settings: Partial<Config>; faults: string[] }

/** Reads the environment without throwing: an invalid setting is reported, and the others are still returned. */
export function readConfig(environment: Environment = process.env): Reading {
  try {
    const settings = parseConfig(environment, environment === process.env ? misread : [])
    return { environment, settings, faults: [] }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { environment, settings: readableOf(environment), faults: error.faults }
  }
}

function readableOf(environment: Environment): Partial<Config> {
  const said = saidIn(environment)
  const readable = Object.entries(settings.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(said[name])
    return parsed.success ? [[name, parsed.data]] : []
  })
  const production = said.NODE_ENV === 'production'
  const { brand } = brandIn(said)
  return { ...Object.fromEntries(readable), production, mailTransport: transportOf(said), brand }
}

/** Trims every value and drops empty ones. */
function saidIn(environment: Environment): Environment {
  const trimmed = Object.entries(environment).map(([name, value]) => [name, value?.trim()])
  return Object.fromEntries(trimmed.filter(([, value]) => value))
}

/**
 * Read once in each process, because the server and the code of the pages each have a configuration of their own, and a page
 * names files that only the server has in its memory.
 */
function brandIn({ BRAND_DIR = '' }: Environment): BrandReading {
  if (!BRAND_DIR || textFault('BRAND_DIR', BRAND_DIR).length > 0) return { brand: noBrand, faults: [] }
  return perProcess(`brand ${BRAND_DIR}`, () => readBrand(BRAND_DIR))
}

/** Settings for which quotes used to be part of the value, so that older links and sessions were signed with them. */
const QUOTED: Record<string, string | undefined> = {
  AUTH_SECRET:
    'AUTH_SECRET is in quotes. If the server has run with them, they are part of the secret: put a new one first, AUTH_SECRET=NEW,"OLD". Otherwise remove them',
}

/** Finds characters that got into a value by copying, or from a file format that does not remove quotes. */
function textFault(name: string, value = ''): string[] {
  if (/^(["'`]).*\1$/s.test(value))
    return [QUOTED[name] ?? `${name} is in quotes. Remove them, because they would be part of the value`]
  if (/\p{Cc}/u.test(value)) return [`${name} must not contain control characters`]
  // French names have a no-break space before ! and ? and inside of « ».
  const unseen = name === 'APP_NAME' ? /[\u200B\u2060\uFEFF]/ : /[\u200B\u2060\uFEFF\u00A0]/
  return unseen.test(value) ? [`${name} contains an invisible character. Type the value again`] : []
}

function fault(issue: z.core.$ZodIssue, said: Record<string, unknown>): string {
  const name = String(issue.path[0])
  return said[name] === undefined ? `${name} is required` : `${name} ${issue.message}`
}

// Anyone on the same network could read passwords and sessions in transit.
function pageFaults({ APP_URL = '' }: Environment, production: boolean): string[] {
  const readable = production && URL.canParse(APP_URL)
  return readable && isPrivateHttp(new URL(APP_URL)) ? ['APP_URL must be https'] : []
}

function migrationFaults(said: Record<string, string | undefined>): string[] {
  const onServer = said.DATABASE_URL?.startsWith('postgres')
  return said.MIGRATE_DATABASE_URL && !onServer ? ['MIGRATE_DATABASE_URL needs a DATABASE_URL on the same server'] : []
}

// Browsers refuse passkeys of any other domain, so that nobody could add one or log in with it.
function passkeyFaults({ APP_URL, PASSKEY_RP_ID: domain }: Settings): string[] {
  const fits = domain === undefined || isDomainOfHost(domain, new URL(APP_URL).hostname)
  return fits ? [] : ['PASSKEY_RP_ID must be the host of APP_URL or a parent domain of it']
}

function mailFaults(said: Record<string, unknown>, production: boolean): string[] {
  if (said.RESEND_API_KEY && said.SMTP_URL) return ['RESEND_API_KEY and SMTP_URL are both set. Keep one of them']
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
    STAFF_FACTOR: 'optional',
  }
}

/** Created once and kept, so that links and sessions in development survive a restart. */
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
