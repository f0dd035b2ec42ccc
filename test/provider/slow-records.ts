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
