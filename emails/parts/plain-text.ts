import { isValidElement, type ReactElement, type ReactNode } from 'react'

type Props = { children?: ReactNode; 'data-skip-in-text'?: boolean }

/** A letter as plain text: read from the elements that its HTML is made of, so the two cannot drift apart. */
export function plainText(letter: ReactElement): string {
  return `${wordsOf(letter).trim()}\n`
}

function wordsOf(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(wordsOf).join('')
  if (isValidElement<Props>(node)) return wordsOfElement(node)
  return typeof node === 'string' || typeof node === 'number' ? String(node) : ''
}

function wordsOfElement({ type, props }: ReactElement<Props>): string {
  // The parts of a letter keep no state, so calling one is all that React would do.
  if (typeof type === 'function') return wordsOf((type as (props: Props) => ReactNode)(props))
  if (type === 'head' || props['data-skip-in-text']) return ''
  if (type === 'br') return '\n'
  return type === 'p' ? `${wordsOf(props.children)}\n\n` : wordsOf(props.children)
}
