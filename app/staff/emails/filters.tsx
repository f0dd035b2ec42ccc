import { emailsHref } from './filter'
import { kinds, states } from './kinds'

type Props = { s?: string; state?: string; kind?: string }

/** Plain links: one state and one kind at a time. */
export function Filters({ s, state, kind }: Props) {
  return (
    <>
      <nav className="choices" aria-label="State">
        <Choices named={states} chosen={state} href={(each) => emailsHref({ s, state: each, kind })} />
      </nav>
      <details className="aside" open={kind !== undefined}>
        <summary>Kinds of emails</summary>
        <nav className="choices" aria-label="Kind">
          <Choices named={kinds} chosen={kind} href={(each) => emailsHref({ s, state, kind: each })} />
        </nav>
      </details>
    </>
  )
}

type ChoicesProps = { named: Record<string, string>; chosen?: string; href: (name?: string) => string }

function Choices({ named, chosen, href }: ChoicesProps) {
  return (
    <ul>
      <li>
        <a href={href()} aria-current={chosen === undefined ? 'true' : undefined}>
          All
        </a>
      </li>
      {Object.entries(named).map(([name, title]) => (
        <li key={name}>
          <a href={href(name)} aria-current={chosen === name ? 'true' : undefined}>
            {title}
          </a>
        </li>
      ))}
    </ul>
  )
}
