import type { KoaContextWithOIDC } from 'oidc-provider'
import { describeError, log } from '@/lib/log'
import { isUnavailable, RETRY_AFTER_SECONDS } from '@/lib/unavailable'
import { countRequest } from './count-request'
import { answerLogout } from './logout/app-logout'
import { providerRequest } from './request'
import { replaceClaims } from './tokens/claims-parameter'
import { isTrialCode } from './tokens/trial-code'

type Middleware = (ctx: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void>

/** Runs around the library: what it is asked, and where its answer is not ours. */
export const answerAsOurs: Middleware = async (ctx, next) => {
  try {
    await replaceClaims(ctx)
    await next()
    if (ctx.oidc?.route === 'end_session' && ctx.status === 200) await answerLogout(ctx)
  } catch (error) {
    // The library has answered already, and then failed to store a session that has ended.
    if (!providerRequest()?.ended) keepFailure(error)
  }
  const request = providerRequest()
  if (request && ctx.status >= 400) request.trial = await isTrialCode(ctx.oidc?.params?.code)
  const { failure, ended } = request ?? {}
  if (failure !== undefined) answerFailure(ctx, failure)
  else if (ended) beginAgain(ctx)
  else if (isFormPost(ctx)) showForm(ctx)
  countRequest(ctx)
  // Before the answer is sent: an app with one attempt left may ask again as soon as it has it.
  await request?.settle?.(ctx.status)
}

function keepFailure(error: unknown): void {
  const request = providerRequest()
  if (!request) throw error
  request.failure ??= error
}

/** The session ended while the request was answered, so the same request finds nobody logged in and asks. */
function beginAgain(ctx: KoaContextWithOIDC): void {
  const params = Object.entries(ctx.oidc?.params ?? {}).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  )
  const path = ctx.oidc?.route === 'end_session' ? '/oauth/logout' : '/oauth/authorize'
  ctx.status = 303
  ctx.body = null
  ctx.redirect(params.length > 0 ? `${path}?${new URLSearchParams(params)}` : '/login')
}

/** What our own code throws is a server error to the library; a database that is away is not (RFC 9110 §15.6.4). */
function answerFailure(ctx: KoaContextWithOIDC, failure: unknown): void {
  const requestId = providerRequest()?.caller.requestId
  const away = isUnavailable(failure)
  log()[away ? 'warn' : 'error']({
    event: away ? 'unavailable' : 'unexpected',
    path: ctx.path,
    request: requestId,
    ...describeError(failure),
  })
  const status = away ? 503 : 500
  const error = away ? 'temporarily_unavailable' : 'server_error'
  ctx.remove('Location')
  ctx.status = status
  ctx.set('Cache-Control', 'no-store')
  if (away) ctx.set('Retry-After', String(failure.retryAfterSeconds ?? RETRY_AFTER_SECONDS))
  const page = ctx.accepts('json', 'html') === 'html' ? providerRequest()?.pageOf({ status, error }) : undefined
  if (page) ctx.set('Content-Security-Policy', page.policy)
  ctx.type = page ? 'html' : 'json'
  ctx.body = page ? page.html : { error }
}

function isFormPost({ oidc, response }: KoaContextWithOIDC): boolean {
  return oidc?.params?.response_mode === 'form_post' && response.type === 'text/html' && Boolean(oidc.client)
}

/** The library's page for an answer by a form has neither our design nor a policy that lets it send itself. */
function showForm(ctx: KoaContextWithOIDC): void {
  const html = String(ctx.body)
  const action = /<form method="post" action="([^"]*)">/.exec(html)?.[1]
  const fields = html.match(/<input type="hidden" name="[^"]*" value="[^"]*"\/>/g)?.join('\n')
  const page = action && fields ? providerRequest()?.formPage({ action, fields }) : undefined
  if (!page) return
  ctx.set('Content-Security-Policy', page.policy)
  ctx.body = page.html
}
