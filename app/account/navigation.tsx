import { Database, History, KeyRound, Mail, MonitorSmartphone, User } from 'lucide'
import { Icon } from '@/app/_ui/icon'
import { NavigationLink } from './navigation-link'

const pages = [
  ['/account', 'Profile', User],
  ['/account/password', 'Password', KeyRound],
  ['/account/email', 'Email', Mail],
  ['/account/sessions', 'Sessions', MonitorSmartphone],
  ['/account/activity', 'Activity', History],
  ['/account/delete', 'Data', Database],
] as const

export function AccountNavigation() {
  return (
    <nav className="side" aria-label="Account">
      <ul>
        {pages.map(([path, name, drawing]) => (
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
