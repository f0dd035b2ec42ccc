import { AppWindow, Database, History, KeyRound, Mail, MonitorSmartphone, ShieldCheck, User } from 'lucide'
import { browserSession } from '@/app/_http/cookies/session-cookie'
import { Icon } from '@/app/_ui/icon'
import { config } from '@/lib/config'
import { isSetUpRequired } from '@/lib/factors/set-up-required'
import { NavigationLink } from './navigation-link'

const pages = [
  ['/account', 'Profile', User],
  ['/account/password', 'Password', KeyRound],
  ['/account/security', 'Security', ShieldCheck],
  ['/account/email', 'Email', Mail],
  ['/account/sessions', 'Sessions', MonitorSmartphone],
  ['/account/apps', 'Apps', AppWindow],
  ['/account/activity', 'Activity', History],
  ['/account/delete', 'Data', Database],
] as const

type Entry = (typeof pages)[number]

const isOffered = ([path]: Entry) => path !== '/account/apps' || config().PROVIDER
/** Every other page leads someone who must set up two-step login back to its setup. */
const worksWithoutSetUp = ([path]: Entry) => /^\/account\/(security|email|sessions)$/.test(path)

export async function AccountNavigation() {
  // The page below asks for the same session and explains why the account cannot be shown.
  const user = (await browserSession().catch(() => undefined))?.user
  const shown = user && isSetUpRequired(user) ? worksWithoutSetUp : isOffered
  return (
    <nav className="side" aria-label="Account">
      <ul>
        {pages.filter(shown).map(([path, name, drawing]) => (
          <li key={path}>
            <NavigationLink to={path}>
              <Icon drawing={drawing} />
              {name}
            </NavigationLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
