import { type ListName, lists } from './states'

const links = [
  ['all', 'All', '/staff/people'],
  ...Object.entries(lists).map(([state, { name }]) => [state, name, `/staff/people?state=${state}`]),
] as [ListName | 'all', string, string][]

export function StateLinks({ at }: { at?: ListName | 'all' }) {
  return (
    <nav className="choices" aria-label="Lists of accounts">
      <ul>
        {links.map(([state, name, href]) => (
          <li key={state}>
            <a href={href} aria-current={state === at ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
