import { type Brand, noBrand } from './brand/brand'
import { type BrandReading, readBrand } from './brand/read-brand'
import { perProcess } from './per-process'
import { developmentDefaults } from './settings/development-defaults'
import { type Environment, faultsOfFiles } from './settings/environment-files'
import { fault, mailFaults, migrationFaults, pageFaults, passkeyFaults, textFault } from './settings/setting-faults'
import { type LoadedFile, rememberSources } from './settings/setting-sources'
import { type Settings, settings } from './settings/settings'

type MailTransport = 'resend' | 'smtp' | 'mailbox'
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

function transportOf(said: Record<string, unknown>): MailTransport {
  if (said.RESEND_API_KEY) return 'resend'
  return said.SMTP_URL ? 'smtp' : 'mailbox'
}
