import { NavigationLink } from './navigation-link'

const pages = [
  ['/account', 'Profile'],
  ['/account/password', 'Password'],
  ['/account/email', 'Email'],
  ['/account/sessions', 'Sessions'],
  ['/account/activity', 'Activity'],
  ['/account/delete', 'Data'],
] as const

export function AccountNavigation() {
  return (
    <nav className="side" aria-label="Account">
      <ul>
        {pages.map(([path, name]) => (
          <li key={path}>
            <NavigationLink to={path}>{name}</NavigationLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
