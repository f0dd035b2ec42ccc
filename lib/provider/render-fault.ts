import type { Configuration } from 'oidc-provider'
import { providerRequest } from './request'

/** What cannot be sent back to an app is a page of ours, in words. */
export const renderFault: NonNullable<Configuration['renderError']> = async (ctx, out) => {
  const page = providerRequest()?.pageOf({ status: ctx.status, error: out.error, description: out.error_description })
  if (!page) return
  ctx.type = 'html'
  ctx.set('Content-Security-Policy', page.policy)
  ctx.body = page.html
}
