import { ProviderRecords } from '@/lib/provider/adapter'

/** Without a pause between reading and writing, a race on one thread is decided by luck. */
export async function slowly<T>(work: () => Promise<T>): Promise<T> {
  const { find } = ProviderRecords.prototype
  ProviderRecords.prototype.find = async function slowFind(id) {
    const found = await find.call(this, id)
    await new Promise((resolve) => setTimeout(resolve, 25))
    return found
  }
  try {
    return await work()
  } finally {
    ProviderRecords.prototype.find = find
  }
}

export const many = <T>(count: number, work: () => Promise<T>) => Promise.all(Array.from({ length: count }, work))

/** Runs `meanwhile` once, just before the library stores the first record of that kind during `work`. */
export async function before<T>(kind: string, meanwhile: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  const { upsert } = ProviderRecords.prototype
  let isDone = false
  ProviderRecords.prototype.upsert = async function upsertAfter(...record) {
    if (!isDone && Reflect.get(this, 'kind') === kind) {
      isDone = true
      await meanwhile()
    }
    return upsert.apply(this, record)
  }
  try {
    const result = await work()
    if (!isDone) throw new Error(`no ${kind} was stored`)
    return result
  } finally {
    ProviderRecords.prototype.upsert = upsert
  }
}
