import { LifeBuoy } from 'lucide'
import type { Confirmation } from '@/app/_http/cookies/session-cookie'
import { Icon } from '@/app/_ui/icon'
import { Moment } from '@/app/_ui/times/moment'
import type { PublicUser } from '@/lib/accounts/public-user'
import { config } from '@/lib/config'
import { isTwoStepRequired } from '@/lib/factors/set-up-required'
import type { SecondFactors } from '@/lib/two-step/second-factors'
import { AppRow } from './app-row'
import { codesLeft } from './codes-left'
import { SwitchOffForm } from './form'
import { PasskeysPart } from './passkeys-part'
import { TrustedBrowsers } from './trusted-browsers'
import { whatEnds, whatIsNeeded } from './two-step-texts'
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
        <AppRow app={app} removable={passkeys.some(({ usable }) => usable)} />
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
      <TrustedBrowsers days={config().REMEMBER_BROWSER_DAYS} />
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
