import type { IconNode } from 'lucide'
import { createElement } from 'react'

/** Decoration beside words that say the same. For server components only: a client component would send the drawing as script. */
export function Icon({ drawing }: { drawing: IconNode }) {
  return (
    <svg className="icon" aria-hidden="true" viewBox="0 0 24 24">
      {drawing.map(([tag, attributes]) => createElement(tag, { ...attributes, key: JSON.stringify(attributes) }))}
    </svg>
  )
}
