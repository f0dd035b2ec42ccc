import * as z from 'zod/mini'
import { usedApp } from '@/app/_openapi/examples'
import { describeOperations } from '@/app/_openapi/operation-description'
import { appAnswer, listApps } from '@/lib/apps/list-apps'
import { config } from '@/lib/config'

export const description = describeOperations({
  id: 'listApps',
  method: 'GET',
  path: '/api/apps',
  tag: 'Apps',
  summary: 'List apps',
  description:
    'Lists the apps that the account owner has logged in to with this account, or has allowed to read it, sorted by name.',
  isOffered: () => config().PROVIDER,
  operation: listApps,
  answers: {
    200: {
      means: 'The apps that use the account.',
      schema: z.object({ apps: z.array(appAnswer) }),
      example: { apps: [usedApp] },
    },
  },
})
