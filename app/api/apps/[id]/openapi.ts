import { usedApp } from '@/app/_openapi/examples'
import { describeOperations } from '@/app/_openapi/operation-description'
import { removeApp } from '@/lib/apps/remove-app'
import { config } from '@/lib/config'

export const description = describeOperations({
  id: 'removeApp',
  method: 'DELETE',
  path: '/api/apps/{id}',
  tag: 'Apps',
  summary: 'Remove the access of an app',
  description:
    'Ends the logins and tokens that one app has of the account, on every device, and what the account owner allowed it. An app that supports this is told to log its user out. The owner can log in to it again.',
  isOffered: () => config().PROVIDER,
  operation: removeApp,
  refuses: ['not-found'],
  example: { id: usedApp.id },
  answers: { 204: { means: 'The app has no access any more.' } },
})
