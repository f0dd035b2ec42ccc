import { cookies } from 'next/headers'
import { rememberDevice } from '@/lib/devices/known-devices'
import { deviceCookie } from './cookie-names'

/** Marks this browser as one of the account's own: of its next login no mail warns once it is `known`. */
export async function rememberBrowser(userId: string, standing: 'known' | 'recovered' = 'known'): Promise<void> {
  const { name, options } = deviceCookie()
  const jar = await cookies()
  jar.set(name, await rememberDevice(jar.get(name)?.value, userId, standing), options)
}
