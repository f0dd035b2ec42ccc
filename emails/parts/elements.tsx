import type { CSSProperties, ReactNode, TdHTMLAttributes } from 'react'
import * as look from '@/emails/parts/styles'

type BoxProps = {
  className?: string
  style?: CSSProperties
  cell: TdHTMLAttributes<HTMLTableCellElement>
  children: ReactNode
}

/** Tables are the only layout that every email program supports; the padding of a box belongs to its cell. */
export function Box({ cell, children, ...props }: BoxProps) {
  return (
    <table align="center" width="100%" border={0} cellPadding="0" cellSpacing="0" role="presentation" {...props}>
      <tbody>
        <tr>
          <td {...cell}>{children}</td>
        </tr>
      </tbody>
    </table>
  )
}

type TextProps = { className: string; style: CSSProperties; onlyInHtml?: boolean; children: ReactNode }

export function Text({ onlyInHtml, ...props }: TextProps) {
  return <p data-skip-in-text={onlyInHtml} {...props} />
}

type LinkProps = { href: string; className: string; style: CSSProperties; children: ReactNode }

export function Link(props: LinkProps) {
  return <a target="_blank" {...props} />
}

/** A link that looks like a button, in a block of its own; the plain text shows where it leads. */
export function Button({ style, children, ...props }: LinkProps) {
  return (
    <div style={look.buttonRow}>
      <a data-href-in-text={true} target="_blank" style={style} {...props}>
        <InOutlook>{look.leftInOutlook}</InOutlook>
        <span style={look.label}>{children}</span>
        <InOutlook>{look.rightInOutlook}</InOutlook>
      </a>
    </div>
  )
}

/** Outlook for Windows ignores the padding of a link: it reads this comment, whose spaces stand in for the padding. */
function InOutlook({ children }: { children: string }) {
  // The only way to have React write a comment. It is safe because the content is a constant.
  return <span dangerouslySetInnerHTML={{ __html: `<!--[if mso]>${children}<![endif]-->` }} />
}

const PREVIEW_LENGTH = 200
/** Invisible characters that email programs do not collapse as they do spaces. */
const UNSEEN = '\u00a0\u200c\u200b\u200d\ufeff'

/** The preview that email programs show beside the subject, padded so that they do not continue with the email's text. */
export function Preview({ children }: { children: string }) {
  return (
    <div style={look.preview} data-skip-in-text={true}>
      {children}
      <div>{UNSEEN.repeat(Math.max(0, PREVIEW_LENGTH - children.length))}</div>
    </div>
  )
}
