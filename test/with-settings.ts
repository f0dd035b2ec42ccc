import { config, parseConfig } from '@/lib/config'

/** Runs `work` under other settings, as the product's own parser reads them; the former ones come back afterwards. */
export async function withSettings<T>(changes: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const settings = config()
  const former = { ...settings }
  become(settings, parseConfig({ ...process.env, ...changes }))
  try {
    return await work()
  } finally {
    become(settings, former)
  }
}

/** The same object throughout: the configuration is read once in the life of a process. */
function become(settings: object, next: object): void {
  for (const name of Object.keys(settings)) Reflect.deleteProperty(settings, name)
  Object.assign(settings, next)
}
