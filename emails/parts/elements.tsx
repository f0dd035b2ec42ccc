import type { CSSProperties, ReactNode, TdHTMLAttributes } from 'react'
import * as look from '@/emails/parts/styles'

type BoxProps = {
  className?: string
  style?: CSSProperties
  cell: TdHTMLAttributes<HTMLTableCellElement>
  children: ReactNode
}

/** Mail programs agree on the layout of tables alone; what a box keeps free inside is its cell's. */
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

/** A link that looks like a button. The plain text leaves it out. */
export function Button({ style, children, ...props }: LinkProps) {
  return (
    <a data-skip-in-text={true} target="_blank" style={style} {...props}>
      <InOutlook>{look.leftInOutlook}</InOutlook>
      <span style={look.label}>{children}</span>
      <InOutlook>{look.rightInOutlook}</InOutlook>
    </a>
  )
}

/** Outlook for Windows knows no padding of a link: it reads this comment, and leaves out what stands in it for room. */
function InOutlook({ children }: { children: string }) {
  // The one way to have React write a comment. It is safe since the words are constants of ours.
  return <span dangerouslySetInnerHTML={{ __html: `<!--[if mso]>${children}<![endif]-->` }} />
}

const PREVIEW_LENGTH = 200
/** Takes room where nobody sees it, and is not drawn together as spaces are. */
const UNSEEN = '\u00a0\u200c\u200b\u200d\ufeff'

/** What mail programs show beside the subject, filled up so that they don't go on with the letter. */
export function Preview({ children }: { children: string }) {
  return (
    <div style={look.preview} data-skip-in-text={true}>
      {children}
      <div>{UNSEEN.repeat(Math.max(0, PREVIEW_LENGTH - children.length))}</div>
    </div>
  )
}
