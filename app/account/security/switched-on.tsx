import { LifeBuoy } from 'lucide'
import type { Confirmation } from '@/app/_http/cookies/session-cookie'
import { Icon } from '@/app/_ui/icon'
import { Moment } from '@/app/_ui/moment'
import type { PublicUser } from '@/lib/accounts/public-user'
import { config } from '@/lib/config'
import { isTwoStepRequired } from '@/lib/factors/set-up-required'
import type { SecondFactors } from '@/lib/two-step/second-factors'
import { AppRow } from './app-row'
import { codesLeft } from './codes-left'
import { SwitchOffForm } from './form'
import { PasskeysPart } from './passkeys-part'
import { UnsavedCodes } from './unsaved-codes'

type Props = { factors: SecondFactors; user: PublicUser; confirmation: Confirmation }

export function SwitchedOn({ factors, user, confirmation }: Props) {
  const { authenticator_app: app, passkeys, recovery_codes: codes } = factors
  return (
    <>
      {codes && !codes.saved && <UnsavedCodes />}
      <h2>Two-step login</h2>
      <p>{whatIsNeeded(factors)}</p>
      <ul className="rows">
        <AppRow app={app} removable={passkeys.length > 0} />
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
      <PasskeysPart passkeys={passkeys} verified={user.email_verified} />
      {!isTwoStepRequired() && (
        <>
          <h2>Turn off two-step login</h2>
          <p>{whatEnds(factors)}</p>
          <SwitchOffForm site={config().APP_NAME} email={user.email} confirmation={confirmation} />
        </>
      )}
    </>
  )
}

function whatIsNeeded({ authenticator_app: app, passkeys }: SecondFactors): string {
  if (passkeys.length === 0)
    return 'Two-step login is on. To log in, you need your password and a code from your authenticator app.'
  if (!app) return 'Two-step login is on. To log in, you need a passkey. Your password alone isn’t enough.'
  return 'Two-step login is on. To log in, you need a passkey, or your password and a code from your authenticator app.'
}

function whatEnds({ authenticator_app: app, passkeys }: SecondFactors): string {
  if (passkeys.length === 0)
    return 'Your password alone will be enough to log in. Your authenticator app and your recovery codes stop working for this account, and every other device is logged out.'
  if (!app)
    return 'Your password alone will be enough to log in. Your recovery codes stop working, and every other device is logged out. You can still log in with your passkeys.'
  return 'Your password alone will be enough to log in. Your authenticator app and your recovery codes stop working for this account, and every other device is logged out. You can still log in with your passkeys.'
}
