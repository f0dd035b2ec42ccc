import { rememberDevice } from '@/lib/devices/known-devices'
import { deviceCookie } from './cookie-names'
import { keptCookie } from './kept-cookie'

const { read, keep } = keptCookie(deviceCookie)

/** Marks this browser as one of the account's own: of its next login no mail warns once it is `known`. */
export async function rememberBrowser(userId: string, standing: 'known' | 'recovered' = 'known'): Promise<void> {
  await keep(await rememberDevice(await read(), userId, standing))
}

/** True for a browser that has kept the mark which it was given before. */
export async function isMarkedBrowser(): Promise<boolean> {
  return (await read()) !== undefined
}
