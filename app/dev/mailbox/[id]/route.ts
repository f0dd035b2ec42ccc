import { problem } from '@/app/_http/problem'
import { developmentMails } from '@/lib/mail/development-mailbox'
import { fail } from '@/lib/result'

/** One mail's HTML, fit for a sandboxed frame: it can run nothing and load nothing. */
export async function GET(_: Request, { params }: RouteContext<'/dev/mailbox/[id]'>): Promise<Response> {
  const { id } = await params
  const mail = (await developmentMails())?.find((each) => each.id === id)
  if (!mail) return problem(fail('not-found'))
  // Links open a page of their own, out of the frame.
  const html = mail.html.replace('<head>', '<head><base target="_blank">')
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
      'Cache-Control': 'no-store',
    },
  })
}
