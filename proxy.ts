import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy, newNonce } from './app/_http/content-security-policy'
import { linkCookie, linkPage } from './app/_http/cookies'
import { refusalOfPost } from './app/_http/form-post'
import { REFUSAL } from './app/_http/mark-requests'
import { problem } from './app/_http/problem'
import { config as settings } from './lib/config'
import { type FailureCode, fail } from './lib/result'

/** The door of every page. JSON, files and probes do not pass here. */
export async function proxy(request: NextRequest): Promise<Response> {
  const refused = request.headers.get(REFUSAL) as FailureCode | null
  if (refused) return refuse(refused, 'GET, HEAD')
  if (request.method === 'GET' || request.method === 'HEAD') {
    return takeTokenOutOfUrl(request) ?? page(request)
  }
  const refusal = await refusalOfPost(request)
  return refusal ? refuse(refusal, 'GET, HEAD, POST') : page(request)
}

function refuse(code: FailureCode, allow: string): Response {
  return problem(fail(code), code === 'method-not-allowed' ? { Allow: allow } : {})
}

/** Changes nothing but this browser: a mail scanner may open the link as often as it likes. */
function takeTokenOutOfUrl(request: NextRequest): Response | undefined {
  const token = request.nextUrl.searchParams.get('token')
  const page = linkPage(request.nextUrl.pathname)
  if (!page || token === null) return undefined
  const { name, options } = linkCookie(page)
  const response = new NextResponse(null, {
    status: 303,
    headers: { Location: `${settings().APP_URL}${page}`, 'Cache-Control': 'no-store' },
  })
  // A browser would drop a cookie that is too long and keep the one before, of another link.
  response.cookies.set(name, /^[\w.-]{1,2000}$/.test(token) ? token : 'damaged', options)
  return response
}

function page(request: NextRequest): Response {
  const policy = contentSecurityPolicy(newNonce())
  const headers = new Headers(request.headers)
  // Next reads the nonce from here and puts it on its scripts.
  headers.set('Content-Security-Policy', policy)
  // Next compares an action's Origin with this; ours was compared with the configuration above.
  headers.set('X-Forwarded-Host', new URL(settings().APP_URL).host)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  return response
}

export const config = {
  matcher: [
    '/((?!_next/static/|api/|dev/mailbox/|healthz$|readyz$|openapi\\.json$|\\.well-known/change-password$|\\.well-known/jwks\\.json$|icon\\.svg$|register$|login$|forgot-password$|reset-password$).*)',
    {
      source: '/(register|login|forgot-password|reset-password)',
      missing: [
        {
          type: 'header',
          key: 'content-type',
          value: '[Aa][Pp][Pp][Ll][Ii][Cc][Aa][Tt][Ii][Oo][Nn]/[Jj][Ss][Oo][Nn].*',
        },
      ],
    },
  ],
}
