import type { ReactElement, ReactNode } from 'react'
import { isValidElement } from 'react'
import { accent } from '@/emails/parts/brand'
import { Button, Link, Text } from '@/emails/parts/elements'
import * as look from '@/emails/parts/styles'
import { lifetime } from '@/lib/rules/lifetime'

type ActionProps = { href: string; label: string; quiet?: boolean }

/** A link as a button; the plain text shows the link itself in its place. */
export function Action({ href, label, quiet = false }: ActionProps) {
  return (
    <Button
      href={href}
      className={quiet ? 'quiet-button' : 'button'}
      style={quiet ? look.quietButton : { ...look.button, ...accent() }}
    >
      {label}
    </Button>
  )
}

/** The links of the buttons in `body`, written out for email programs in which a button cannot be pressed. */
export function WrittenOutLinks({ body }: { body: ReactNode }) {
  const actions = actionsIn(body)
  if (actions.length === 0) return null
  return (
    <>
      <Text onlyInHtml className="faint" style={look.footer}>
        If a button doesn’t work, copy its link into your browser:
      </Text>
      {actions.map(({ href, label }) => (
        <Text onlyInHtml className="faint" style={look.writtenOut} key={label}>
          {label}
          <br />
          <Link href={href} className="faint" style={look.plainLink}>
            {href}
          </Link>
        </Text>
      ))}
    </>
  )
}

/** Says how long and how often a link works. */
export function worksOnce(minutes: number): string {
  return `The link works once, for ${lifetime(minutes)}.`
}

function actionsIn(node: ReactNode): ActionProps[] {
  if (Array.isArray(node)) return node.flatMap(actionsIn)
  if (!isValidElement(node)) return []
  const { type, props } = node as ReactElement<{ children?: ReactNode }>
  if (type === Action) return [props as ActionProps]
  // The parts of an email keep no state, so calling one is all that React would do.
  return actionsIn(typeof type === 'function' ? (type as (props: object) => ReactNode)(props) : props.children)
}
