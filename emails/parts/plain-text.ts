import { isValidElement, type ReactElement, type ReactNode } from 'react'

type Props = {
  children?: ReactNode
  href?: string
  'data-skip-in-text'?: boolean
  'data-href-in-text'?: boolean
  'data-href-after-text'?: boolean
  'data-break-in-text'?: boolean
}

/** An email as plain text, read from the elements that its HTML is made of, so that the two cannot drift apart. */
export function plainText(email: ReactElement): string {
  return `${textOf(email).trim()}\n`
}

function textOf(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(textOf).join('')
  if (isValidElement<Props>(node)) return textOfElement(node)
  return typeof node === 'string' || typeof node === 'number' ? String(node) : ''
}

function textOfElement({ type, props }: ReactElement<Props>): string {
  // The parts of an email keep no state, so calling one is all that React would do.
  if (typeof type === 'function') return textOf((type as (props: Props) => ReactNode)(props))
  if (type === 'head' || props['data-skip-in-text']) return ''
  if (type === 'br' || props['data-break-in-text']) return '\n'
  if (props['data-href-in-text']) return `${props.href}\n\n`
  if (props['data-href-after-text']) return `${textOf(props.children)}: ${readable(props.href)}`
  return type === 'p' ? `${textOf(props.children)}\n\n` : textOf(props.children)
}

/** An email address instead of the URL that opens it in an email program. */
function readable(href = ''): string {
  return href.replace(/^mailto:([^?]*).*$/, '$1')
}
