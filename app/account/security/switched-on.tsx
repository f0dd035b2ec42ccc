import { LifeBuoy, Smartphone } from 'lucide'
import type { Confirmation } from '@/app/_http/cookies/session-cookie'
import { Icon } from '@/app/_ui/icon'
import { Moment } from '@/app/_ui/moment'
import { config } from '@/lib/config'
import type { SecondFactors } from '@/lib/two-step/second-factors'
import { codesLeft } from './codes-left'
import { SwitchOffForm } from './form'
import { UnsavedCodes } from './unsaved-codes'

type Props = { factors: SecondFactors; email: string; confirmation: Confirmation }

export function SwitchedOn({ factors, email, confirmation }: Props) {
  const { authenticator_app: app, recovery_codes: codes } = factors
  return (
    <>
      {codes && !codes.saved && <UnsavedCodes />}
      <h2>Two-step login</h2>
      <p>Two-step login is on. To log in, you need your password and a code from your authenticator app.</p>
      <ul className="rows">
        <li>
          <Icon drawing={Smartphone} />
          <div>
            <p className="first">Authenticator app</p>
            <p className="hint">Set up {app && <Moment at={app.since} />}</p>
          </div>
          <a className="button" href="/account/security/authenticator-app">
            Replace<span className="unseen"> the authenticator app</span>
          </a>
        </li>
        <li>
          <Icon drawing={LifeBuoy} />
          <div>
            <p className="first">Recovery codes</p>
            <p className="hint">{codesLeft(codes?.left ?? 0)}</p>
            {codes && (
              <p className="hint">
                Made <Moment at={codes.made_at} />
              </p>
            )}
          </div>
          <a className="button" href="/account/security/recovery-codes">
            Make new<span className="unseen"> recovery codes</span>
          </a>
        </li>
      </ul>
      <h2>Turn off two-step login</h2>
      <p>
        Your password alone will be enough to log in. Your authenticator app and your recovery codes stop working for
        this account, and every other device is logged out.
      </p>
      <SwitchOffForm site={config().APP_NAME} email={email} confirmation={confirmation} />
    </>
  )
}
