import { perProcess } from '@/lib/per-process'
import type { EnvironmentFile } from './environment-files'

/** A settings file, and what was read from it. */
export type LoadedFile = EnvironmentFile & { env: Record<string, string | undefined> }
type Environment = Record<string, string | undefined>
/** Where a value comes from; `file` is the path of the settings file. */
export type SettingSource = { source: 'environment' | 'file' | 'default'; file: string | null }

const DEFAULT: SettingSource = { source: 'default', file: null }
const ENVIRONMENT: SettingSource = { source: 'environment', file: null }

/** Once in the process, because only the server reads the files, and the code of the pages shows where the values come from. */
const read = () =>
  perProcess('setting-sources', (): { files?: readonly LoadedFile[]; before: Environment } => ({ before: {} }))

/** Remembers the files that were loaded, and the environment as it was before. */
export function rememberSources(files: readonly LoadedFile[], before: Environment): void {
  Object.assign(read(), { files, before })
}

/** Where the value of a setting comes from. An empty value is none. */
export function sourceOf(name: string, environment: Environment): SettingSource {
  if (!environment[name]?.trim()) return DEFAULT
  const { files, before } = read()
  // The environment comes first, then the first file that has the name.
  if (!files || before[name] !== undefined) return ENVIRONMENT
  const file = files.find(({ env }) => Object.hasOwn(env, name))
  return file ? { source: 'file', file: file.path } : DEFAULT
}
