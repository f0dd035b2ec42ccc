import type { EventEmitter } from 'node:events'
import type { KoaContextWithOIDC, Provider } from 'oidc-provider'
import { noteClientFault, touchClient } from '@/db/provider/clients'
import { describeError, log } from '@/lib/log'
import { isUnavailable } from '@/lib/unavailable'
import { NOT_ADMITTED } from './login/admission'
import { providerRequest } from './request'
import { isTrialCode } from './tokens/trial-code'

type Fault = Error & { error_description?: string; error_detail?: string }

/** Records what the library reports: faults for the operator who set an app up, and what a request really failed of. */
export function reportTo(provider: Provider): void {
  // Without a listener, Koa would print what it could not send, such as an answer whose client has gone.
  ;(provider as EventEmitter).on('error', (error: unknown) =>
    log().warn({ event: 'provider.error', ...describeError(error) }),
  )
  provider.on('server_error', (_, error) => {
    const request = providerRequest()
    if (request) request.failure = error
  })
  provider.on('authorization.success', (ctx) => {
    const request = providerRequest()
    if (request && ctx.oidc.client) request.entered = ctx.oidc.client.clientId
    inBackground(ctx.oidc.client && touchClient(ctx.oidc.client.clientId))
  })
  provider.on('authorization.error', noteFault)
  provider.on('grant.error', (ctx, error) => inBackground(noteUnlessTrial(ctx, error)))
  provider.on('end_session.error', noteFault)
}

/** Records that somebody who is not listed came from the app; the operator may have forgotten to list this person. */
export function noteForbidden(clientId: string, userId: string): void {
  // The ID and not the email, because what is recorded here outlives the account.
  inBackground(noteClientFault(clientId, 'app-forbidden', userId))
}

/** The operator's own trial is no fault of the app, which would be read as one later. */
async function noteUnlessTrial(ctx: KoaContextWithOIDC, error: Fault): Promise<void> {
  if (!(await isTrialCode(ctx.oidc.params?.code))) noteFault(ctx, error)
}

function noteFault({ oidc }: KoaContextWithOIDC, error: Fault): void {
  const { client, params, session } = oidc
  if (!client) return
  if (error.error_description === NOT_ADMITTED && session?.accountId) noteForbidden(client.clientId, session.accountId)
  if (isOfPerson(error)) return
  const { code, detail } = faultOf(error, params ?? {})
  inBackground(noteClientFault(client.clientId, code, detail))
}

/** As `rekey clients show` explains them. */
function faultOf(error: Fault, params: Record<string, unknown>): { code: string; detail: string } {
  const description = error.error_detail ?? error.error_description ?? ''
  if (error.message === 'invalid_redirect_uri')
    return { code: 'redirect-unregistered', detail: String(params.redirect_uri) }
  if (description.startsWith('post_logout_redirect_uri'))
    return { code: 'post-logout-unregistered', detail: String(params.post_logout_redirect_uri) }
  return { code: error.message, detail: description }
}

/** People may cancel, and a session may have ended: neither is a fault of the app. */
function isOfPerson({ message }: Error): boolean {
  return /^(access_denied|login_required|consent_required|interaction_required)$/.test(message)
}

function inBackground(work: Promise<void> | undefined): void {
  work?.catch((error) => {
    if (!isUnavailable(error)) log().error({ event: 'unexpected', ...describeError(error) })
  })
}
