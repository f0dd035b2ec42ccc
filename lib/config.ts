import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { z } from 'zod'
import { type EnvironmentFile, faultsOfFiles } from './environment-files'
import { settings } from './settings'

type Settings = z.output<typeof settings>
type MailTransport = 'resend' | 'smtp' | 'mailbox'
type Environment = Record<string, string | undefined>
export type Config = Settings & { production: boolean; mailTransport: MailTransport }

/** Every fault of the environment, one line each; `message` joins them. */
export class ConfigError extends Error {
  constructor(readonly faults: string[]) {
    super(faults.join('\n'))
  }
}

let current: Config | undefined
let misread: string[] = []

/** The environment, parsed on first use, so that a build needs no secrets. Throws ConfigError. */
export function config(): Config {
  current ??= parseConfig(process.env, misread)
  return current
}

/** Lets `load` read the files of settings into the environment; what it reads wrongly is a fault of the configuration. */
export function loadEnvironment(load: () => readonly EnvironmentFile[]): void {
  const before = { ...process.env }
  const files = load()
  // The loader fills in a `$` also in what the environment said before it, where a file has the same name.
  Object.assign(process.env, before)
  misread = faultsOfFiles(files, { names: settingNames, before, read: process.env })
}

/** Parses one environment; development fills in what production must say. `faults` are those that are known already. */
export function parseConfig(env: Environment, faults: readonly string[] = []): Config {
  const said = saidIn(env)
  const production = said.NODE_ENV === 'production'
  const parsed = settings.safeParse(production ? said : { ...developmentDefaults(said), ...said })
  const issues = parsed.success ? [] : parsed.error.issues
  const readable = settingNames.filter((name) => !issues.some(({ path }) => path[0] === name))
  const found = [
    ...faults,
    ...issues.map((issue) => fault(issue, said)),
    ...readable.flatMap((name) => textFault(name, said[name])),
    ...migrationFaults(said),
    ...mailFaults(said, production),
  ]
  if (!parsed.success || found.length > 0) throw new ConfigError(found)
  return { ...parsed.data, production, mailTransport: transportOf(said) }
}

/** Every name that is read from the environment. */
export const settingNames: readonly string[] = Object.keys(settings.shape)

/** An environment as far as it can be read, for whoever is to say what is wrong with it. */
export type Reading = { environment: Environment; settings: Partial<Config>; faults: string[] }

/** Reads the environment without throwing: what does not parse is a fault, and everything else is a setting all the same. */
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
  return { ...Object.fromEntries(readable), production, mailTransport: transportOf(said) }
}

/** Without the blanks around a value, and without what is blank. */
function saidIn(environment: Environment): Environment {
  const trimmed = Object.entries(environment).map(([name, value]) => [name, value?.trim()])
  return Object.fromEntries(trimmed.filter(([, value]) => value))
}

/** Where the quotes have counted until now, and what was signed with them is to be believed for a while. */
const QUOTED: Record<string, string | undefined> = {
  AUTH_SECRET:
    'were part of the secret if the server ran with it: put a new one before it, AUTH_SECRET=NEW,"OLD"; else remove them',
}

/** What a value holds though nobody meant it: it came with the copying, or from a file that knows no quotes. */
function textFault(name: string, value = ''): string[] {
  if (/^(["'`]).*\1$/s.test(value))
    return [`${name} is in quotes, which ${QUOTED[name] ?? 'are no part of any value: remove them'}`]
  if (/\p{Cc}/u.test(value)) return [`${name} must not hold control characters`]
  // French names have a no-break space before ! and ?, and between « ».
  const unseen = name === 'APP_NAME' ? /[\u200B\u2060\uFEFF]/ : /[\u200B\u2060\uFEFF\u00A0]/
  return unseen.test(value) ? [`${name} holds a character that cannot be seen: type it anew`] : []
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
