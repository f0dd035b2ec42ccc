import { config, parseConfig } from '@/lib/config'

/** Runs `work` with changed settings, parsed by the product's own parser, and restores the previous ones afterwards. */
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

/** Changes the object itself, because the process reads its configuration only once. */
function become(settings: object, next: object): void {
  for (const name of Object.keys(settings)) Reflect.deleteProperty(settings, name)
  Object.assign(settings, next)
}
