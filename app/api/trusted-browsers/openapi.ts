import { describeOperations } from '@/app/_openapi/operation-description'
import { forgetTrustedBrowsers } from '@/lib/trusted-browsers/forget'

export const description = describeOperations({
  id: 'forgetTrustedBrowsers',
  method: 'DELETE',
  path: '/api/trusted-browsers',
  tag: 'Two-step login',
  summary: 'Forget all trusted browsers',
  description:
    'On the page of the second step, the account owner can choose not to be asked again in that browser. This makes every such browser ask again. Nobody is logged out. A login through this API always needs the second step.',
  operation: forgetTrustedBrowsers,
  answers: { 204: { means: 'Every browser asks for the second step again.' } },
})
