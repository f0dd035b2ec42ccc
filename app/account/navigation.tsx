import { AppWindow, Database, History, KeyRound, Mail, MonitorSmartphone, ShieldCheck, User } from 'lucide'
import { Icon } from '@/app/_ui/icon'
import { config } from '@/lib/config'
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

const isOffered = ([path]: (typeof pages)[number]) => path !== '/account/apps' || config().PROVIDER

export function AccountNavigation() {
  return (
    <nav className="side" aria-label="Account">
      <ul>
        {pages.filter(isOffered).map(([path, name, drawing]) => (
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
