import * as z from 'zod/mini'
import { event } from '@/app/_openapi/examples'
import { describeOperations } from '@/app/_openapi/operation-description'
import { eventAnswer, listActivity } from '@/lib/activity/list-activity'

export const description = describeOperations({
  id: 'listActivity',
  method: 'GET',
  path: '/api/activity',
  tag: 'Accounts',
  summary: 'List account activity',
  description:
    'Lists what happened to the account, newest first, in pages. To get the next page, send the value of “next” as “before”. On the last page “next” is null.',
  operation: listActivity,
  answers: {
    200: {
      means: 'A page of events.',
      schema: z.object({ events: z.array(eventAnswer), next: z.nullable(z.guid()) }),
      example: { events: [event], next: null },
    },
  },
})
