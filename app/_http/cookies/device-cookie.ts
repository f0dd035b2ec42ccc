import { rememberDevice } from '@/lib/devices/known-devices'
import { deviceCookie } from './cookie-names'
import { keptCookie } from './kept-cookie'

const { read, keep } = keptCookie(deviceCookie)

/** Marks this browser as a recognized device of the account. Once it is `known`, a login sends no new-device email. */
export async function rememberBrowser(userId: string, standing: 'known' | 'recovered' = 'known'): Promise<void> {
  await keep(await rememberDevice(await read(), userId, standing))
}

/** True for a browser that has kept a device cookie from before. */
export async function isMarkedBrowser(): Promise<boolean> {
  return (await read()) !== undefined
}
