import { jsonRoutes } from '@/app/_http/json/json-routes'
import { problem } from '@/app/_http/json/problem'
import { LOGO_CID } from '@/emails/parts/logo-cid'
import { config } from '@/lib/config'
import { devMailboxEmails } from '@/lib/outbox/read-dev-mailbox'
import { fail } from '@/lib/result'

/** The HTML of one email, for a sandboxed frame in which it can neither run nor load anything. */
export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({ GET: async (_, __, { id }) => show(id) })

async function show(id?: string): Promise<Response> {
  const email = (await devMailboxEmails())?.find((each) => each.id === id)
  if (!email) return problem(fail('not-found'))
  // Links open outside the frame, in a tab of their own.
  const html = withLogo(email.html.replace('<head>', '<head><base target="_blank">'))
  return new Response(html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
      'Cache-Control': 'no-store',
    },
  })
}

/** Shows the logo that a real email would have attached. */
function withLogo(html: string): string {
  const { emailLogo } = config().brand
  if (!emailLogo) return html
  return html.replaceAll(`cid:${LOGO_CID}`, `data:image/png;base64,${emailLogo.body.toString('base64')}`)
}
