import type { EmailData } from '@/db/schema'
import { deviceName, UNKNOWN_DEVICE } from '@/lib/sessions/device-name'

/** Where the act came from that an email is about, as far as its row says: "using Firefox on Linux", or "using an unknown device". */
export function originIn({ ip, user_agent }: Pick<EmailData, 'ip' | 'user_agent'>): { ip?: string; device?: string } {
  if (!user_agent) return { ip }
  const name = deviceName(user_agent)
  return { ip, device: name === UNKNOWN_DEVICE ? 'an unknown device' : name }
}
