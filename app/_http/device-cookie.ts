import { cookies } from 'next/headers'
import { rememberDevice } from '@/lib/devices/known-devices'
import { deviceCookie } from './cookies'

/** Marks this browser as one of the account's own devices, so that no mail warns of its next login. */
export async function rememberBrowser(userId: string): Promise<void> {
  const { name, options } = deviceCookie()
  const jar = await cookies()
  jar.set(name, await rememberDevice(jar.get(name)?.value, userId), options)
}
