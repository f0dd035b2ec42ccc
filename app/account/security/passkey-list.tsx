import { KeyRound } from 'lucide'
import type { ReactNode } from 'react'
import { Icon } from '@/app/_ui/icon'
import { Moment } from '@/app/_ui/times/moment'
import type { PublicPasskey } from '@/lib/passkeys/public-passkey'

type Props = { passkeys: PublicPasskey[]; ways?: (passkey: PublicPasskey) => ReactNode }

export function PasskeyList({ passkeys, ways }: Props) {
  if (passkeys.length === 0) return null
  return (
    <ul className="rows">
      {passkeys.map((passkey) => (
        <li key={passkey.id}>
          <Icon drawing={KeyRound} />
          <div>
            <p className="first">
              <bdi>{passkey.name}</bdi>
            </p>
            {!passkey.usable && <p className="hint">Doesn’t work at this site’s URL.</p>}
            <p className="hint">{passkey.synced ? 'Synced between devices' : 'On one device'}</p>
            <p className="hint">
              Added <Moment at={passkey.created_at} />
            </p>
            <p className="hint">
              {passkey.last_used_at ? (
                <>
                  Last used <Moment at={passkey.last_used_at} />
                </>
              ) : (
                'Not used yet'
              )}
            </p>
          </div>
          {ways?.(passkey)}
        </li>
      ))}
    </ul>
  )
}
