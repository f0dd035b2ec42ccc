import { Smartphone } from 'lucide'
import { Icon } from '@/app/_ui/icon'
import { Moment } from '@/app/_ui/times/moment'
import type { SecondFactors } from '@/lib/two-step/second-factors'

const PAGE = '/account/security/authenticator-app'

/** `removable`: another second factor is left without it. */
export function AppRow({ app, removable }: { app: SecondFactors['authenticator_app']; removable: boolean }) {
  return (
    <li>
      <Icon drawing={Smartphone} />
      <div>
        <p className="first">Authenticator app</p>
        <p className="hint">
          {app ? (
            <>
              Set up <Moment at={app.since} />
            </>
          ) : (
            'Not set up'
          )}
        </p>
      </div>
      <div className="ways">
        <a className="button" href={PAGE}>
          {app ? 'Replace' : 'Set up'}
          <span className="unseen">{app ? ' the authenticator app' : ' an authenticator app'}</span>
        </a>
        {app && removable && (
          <a className="button" href={`${PAGE}/remove`}>
            Remove<span className="unseen"> the authenticator app</span>
          </a>
        )}
      </div>
    </li>
  )
}
