import type { CSSProperties } from 'react'

const INK = '#111827'
const FAINT = '#6b7280'
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

export const body: CSSProperties = { margin: 0, padding: 0, fontFamily: FONT }
export const page: CSSProperties = { backgroundColor: '#f3f4f6', padding: '32px 12px' }
export const card: CSSProperties = {
  maxWidth: '480px',
  backgroundColor: '#ffffff',
  border: '1px solid #e5e7eb',
  borderRadius: '12px',
  padding: '32px',
}
export const name: CSSProperties = { margin: '0 0 24px', fontSize: '18px', fontWeight: 600, color: INK }
export const paragraph: CSSProperties = {
  margin: '0 0 16px',
  fontSize: '16px',
  lineHeight: '24px',
  color: INK,
  // A long address would widen the card beyond a phone.
  wordBreak: 'break-word',
}
export const button: CSSProperties = {
  backgroundColor: INK,
  color: '#ffffff',
  // Seen where a mail program darkens the card but not the button.
  border: '1px solid #4b5563',
  borderRadius: '8px',
  padding: '12px 20px',
  fontSize: '16px',
  fontWeight: 600,
}
/** For what is not the mail's first purpose. */
export const quietButton: CSSProperties = {
  ...button,
  backgroundColor: 'transparent',
  color: INK,
  border: `1px solid ${FAINT}`,
}
export const address: CSSProperties = {
  margin: '16px 0',
  fontSize: '13px',
  lineHeight: '20px',
  color: FAINT,
  wordBreak: 'break-all',
}
export const footer: CSSProperties = { margin: '32px 0 0', fontSize: '13px', lineHeight: '20px', color: FAINT }
export const plainLink: CSSProperties = { color: FAINT, textDecoration: 'underline' }

/** For the mail programs that ask; the others make their own darkness of the inline colours. */
export const darkScheme = `
@media (prefers-color-scheme: dark) {
  .page { background-color: #030712 !important }
  .card { background-color: #111827 !important; border-color: #374151 !important }
  .ink { color: #f9fafb !important }
  .faint { color: #9ca3af !important }
  .button { background-color: #f9fafb !important; color: #111827 !important }
  .quiet-button { color: #f9fafb !important }
}`
