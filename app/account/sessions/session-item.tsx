import { ButtonForm } from '@/app/_ui/forms/button-form'
import { Moment } from '@/app/_ui/times/moment'
import type { PublicSession } from '@/lib/sessions/list-sessions'
import { revokeSessionAction } from './action'
import { DeviceIcon } from './device-icon'

export function SessionItem({ session }: { session: PublicSession }) {
  const { id, kind, current, ip, device, created_at, last_seen_at } = session
  return (
    <li>
      <DeviceIcon kind={kind} device={device} />
      <div>
        <p className="first">
          {device} {current && <span className="badge">This device</span>}
        </p>
        <p className="hint">
          {kind === 'browser' ? 'Browser' : 'API client'}
          {ip && ` · IP\u00a0${ip}`}
          <br />
          Logged in <Moment at={created_at} />
          <br />
          Last used <Moment at={last_seen_at} />
        </p>
      </div>
      {!current && (
        <ButtonForm action={revokeSessionAction}>
          <input type="hidden" name="id" value={id} />
          <button type="submit">
            Log out<span className="unseen">{` ${device}${ip ? `, IP ${ip}` : ''}`}</span>
          </button>
        </ButtonForm>
      )}
    </li>
  )
}
