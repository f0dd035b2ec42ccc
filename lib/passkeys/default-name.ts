import { deviceName, UNKNOWN_DEVICE } from '@/lib/sessions/device-name'

/** What a passkey is called until its owner names it: like the session in which it was added, "Firefox on Linux". */
export function defaultName(userAgent: string | undefined): string {
  const device = deviceName(userAgent)
  return device === UNKNOWN_DEVICE ? 'Passkey' : device
}
