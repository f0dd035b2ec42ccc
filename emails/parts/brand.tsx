import { Text } from '@/emails/parts/elements'
import { LOGO_CID } from '@/emails/parts/logo-cid'
import * as look from '@/emails/parts/styles'
import { config } from '@/lib/config'

/** The product's name; with a logo, the image says it, also to those who do not see it. */
export function BrandMark() {
  const { APP_NAME, brand } = config()
  const { emailLogo } = brand
  return (
    <Text onlyInHtml className="ink" style={look.name}>
      {emailLogo ? (
        <img
          src={`cid:${LOGO_CID}`}
          alt={APP_NAME}
          width={emailLogo.width}
          height={emailLogo.height}
          style={look.logo}
          // Without it, React adds a link that preloads the image.
          fetchPriority="low"
        />
      ) : (
        APP_NAME
      )}
    </Text>
  )
}

/** What the operator adds to the end of every email: links, and a text such as a postal address. */
export function BrandFooter() {
  const { links, footer } = config().brand
  return (
    <>
      {links.length > 0 && (
        <Text className="faint" style={look.brandFooter}>
          {links.map((link, index) => [index > 0 && <Separator key="separator" />, <BrandLink key="link" {...link} />])}
        </Text>
      )}
      {footer && (
        <Text className="faint" style={look.brandFooter}>
          {footer.split('\n').map((line, index) => [index > 0 && <br key="break" />, line])}
        </Text>
      )}
    </>
  )
}

/** In plain text each link has a line of its own. */
function Separator() {
  return <span data-break-in-text={true}> · </span>
}

function BrandLink({ text, href }: { text: string; href: string }) {
  return (
    <a href={href} target="_blank" className="faint" style={look.plainLink} data-href-after-text={true} rel="noopener">
      {text}
    </a>
  )
}

/** The operator's color of buttons in light mode, which is written into the elements. */
export function accent() {
  const { light } = config().brand.colors
  return light && { backgroundColor: light, border: `1px solid ${light}` }
}

/** The same in dark mode, after the rules of ours. */
export function accentInDark(): string {
  const { dark } = config().brand.colors
  const rule = `.button { background-color: ${dark} !important; border-color: ${dark} !important }`
  return dark ? `\n@media (prefers-color-scheme: dark) { ${rule} }` : ''
}
