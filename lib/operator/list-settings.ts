import * as z from 'zod/mini'
import { type Config, config, readConfig, type SettingName } from '@/lib/config'
import { ok } from '@/lib/result'
import { urlWithoutLogin } from '@/lib/rules/urls/url-without-login'
import { settingMeanings } from '@/lib/settings/setting-meanings'
import { sourceOf } from '@/lib/settings/setting-sources'
import { command } from './command'

/** A setting as operators see it. `value` is null for a secret, of which nobody learns more than whether there is one. */
export type OperatorsSetting = ReturnType<typeof operatorsSetting>

/** Every setting of the process that answers, with what it is for, where its value comes from and its value. */
export const listSettings = command(
  { name: 'settings list', right: 'admin', record: false, input: z.object({}) },
  async () => {
    const { environment } = readConfig()
    const names = Object.keys(settingMeanings) as SettingName[]
    return ok({ settings: names.map((name) => operatorsSetting(name, environment)) })
  },
)

function operatorsSetting(name: SettingName, environment: Record<string, string | undefined>) {
  const { shown, says } = settingMeanings[name]
  const value = textOf(
    name in ofServer ? environment[name]?.trim() || ofServer[name as Listens] : config()[name as Read],
  )
  return {
    name,
    meaning: says,
    ...sourceOf(name, environment),
    secret: shown === 'secret',
    set: value !== null,
    value: shown === 'secret' || value === null ? null : shown === 'url' ? urlWithoutLogin(value) : value,
  }
}

type Listens = 'PORT' | 'HOSTNAME'
type Read = Extract<SettingName, keyof Config>
/** The server alone reads these, with these defaults. */
const ofServer: Record<Listens, string | undefined> = { PORT: '3000', HOSTNAME: undefined }

/** A value as an operator would write it; null if there is none. */
function textOf(value: string | number | boolean | string[] | undefined): string | null {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  const text = Array.isArray(value) ? value.join(', ') : String(value ?? '')
  return text || null
}
