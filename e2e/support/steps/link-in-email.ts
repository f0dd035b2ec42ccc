import type { Mail } from '../servers/smtp-mailbox'

/** The link to this page in an email; some emails have several links. */
export function linkInEmail(page: `/${string}`, { subject, text }: Mail): string {
  const link = text.match(/https?:\/\/[^\s<>"')\]]+/g)?.find((each) => new URL(each).pathname === page)
  if (!link) throw new Error(`No link to ${page} in the email "${subject}":\n${text}`)
  return link
}

export function tokenIn(link: string): string {
  return new URL(link).searchParams.get('token') ?? ''
}
