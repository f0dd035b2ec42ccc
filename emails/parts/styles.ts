import type { CSSProperties } from 'react'

const INK = '#111827'
const FAINT = '#6b7280'
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

export const body: CSSProperties = { margin: 0, padding: 0 }
/** Some email programs put the email into a page of their own and drop the body element with its styles. */
export const bodyCell: CSSProperties = { ...body, fontFamily: FONT }
export const preview: CSSProperties = {
  display: 'none',
  overflow: 'hidden',
  lineHeight: '1px',
  opacity: 0,
  maxHeight: 0,
  maxWidth: 0,
}
export const page: CSSProperties = { backgroundColor: '#f3f4f6' }
export const pageCell: CSSProperties = { padding: '32px 12px' }
export const card: CSSProperties = {
  maxWidth: '480px',
  backgroundColor: '#ffffff',
  border: '1px solid #e5e7eb',
  borderRadius: '12px',
}
export const cardCell: CSSProperties = { padding: '32px' }
export const name: CSSProperties = {
  margin: '0 0 24px',
  fontSize: '18px',
  lineHeight: '24px',
  fontWeight: 600,
  color: INK,
}
/** The color and size are those of the name, which is shown where the image is not. */
export const logo: CSSProperties = { display: 'block', border: 0, maxWidth: '100%', color: INK }
export const paragraph: CSSProperties = {
  margin: '0 0 16px',
  fontSize: '16px',
  lineHeight: '24px',
  color: INK,
  // A long email address would make the card wider than a phone.
  wordBreak: 'break-word',
}
const inlineBlock: CSSProperties = { display: 'inline-block', maxWidth: '100%', ...{ msoPaddingAlt: '0px' } }
export const button: CSSProperties = {
  ...inlineBlock,
  lineHeight: '100%',
  textDecoration: 'none',
  backgroundColor: INK,
  color: '#ffffff',
  // Visible where an email program darkens the card but not the button.
  border: '1px solid #4b5563',
  borderRadius: '8px',
  padding: '12px 20px',
  fontSize: '16px',
  fontWeight: 600,
}
/** For an action that is not the main purpose of the email. */
export const quietButton: CSSProperties = {
  ...button,
  backgroundColor: 'transparent',
  color: INK,
  border: `1px solid ${FAINT}`,
}
export const label: CSSProperties = { ...inlineBlock, lineHeight: '120%', ...{ msoTextRaise: '9px' } }
/** What Outlook shows for the padding of the button: two thin spaces, each 10px wide, raised by twice 12px, which is 18 points. */
export const leftInOutlook = '<i style="mso-font-width:500%;mso-text-raise:18px" hidden>&#8202;&#8202;</i>'
export const rightInOutlook = '<i style="mso-font-width:500%" hidden>&#8202;&#8202;&#8203;</i>'
export const buttonRow: CSSProperties = { margin: '0 0 16px' }
/** Small, since a long link is for copying and not for reading. */
export const writtenOut: CSSProperties = {
  margin: '8px 0 0',
  fontSize: '12px',
  lineHeight: '18px',
  color: FAINT,
  wordBreak: 'break-all',
}
export const footer: CSSProperties = { margin: '32px 0 0', fontSize: '13px', lineHeight: '20px', color: FAINT }
export const brandFooter: CSSProperties = { ...footer, margin: '12px 0 0' }
export const plainLink: CSSProperties = { color: FAINT, textDecoration: 'underline' }

/** For the email programs that support it; the others derive dark colors of their own from the inline ones. */
export const darkScheme = `
@media (prefers-color-scheme: dark) {
  .page { background-color: #030712 !important }
  .card { background-color: #111827 !important; border-color: #374151 !important }
  .ink { color: #f9fafb !important }
  .faint { color: #9ca3af !important }
  .button { background-color: #f9fafb !important; color: #111827 !important }
  .quiet-button { color: #f9fafb !important }
}`
