import { noteClientFault } from '@/db/provider/clients'
import type { ProxiedApp } from './check-seat'

/** For `rekey clients show` and the doctor: the proxy at this host asks about requests without their cookies. */
export function noteUnseenLogin({ id }: ProxiedApp, host: string): Promise<void> {
  return noteClientFault(id, 'login-unseen', host)
}
