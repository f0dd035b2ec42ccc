import { config } from '@/lib/config'

/** The links that the operator has set: support, help, terms and so on. */
export function BrandFooter() {
  const { links } = config().brand
  if (links.length === 0) return null
  return (
    <footer>
      <ul>
        {links.map(({ id, text, href }) => (
          <li key={id}>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </footer>
  )
}
