import { Monitor, Smartphone, Terminal } from 'lucide'
import { Icon } from '@/app/_ui/icon'
import type { PublicSession } from '@/lib/sessions/list-sessions'

export function DeviceIcon({ kind, device }: Pick<PublicSession, 'kind' | 'device'>) {
  if (kind === 'api') return <Icon drawing={Terminal} />
  return <Icon drawing={/ on (iOS|Android)$/.test(device) ? Smartphone : Monitor} />
}
