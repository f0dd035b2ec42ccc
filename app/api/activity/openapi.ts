import * as z from 'zod/mini'
import { event } from '@/app/_openapi/examples'
import { describeOperations } from '@/app/_openapi/operation-description'
import { eventAnswer, listActivity } from '@/lib/activity/list-activity'

export const description = describeOperations({
  id: 'listActivity',
  method: 'GET',
  path: '/api/activity',
  tag: 'Accounts',
  summary: 'See what was done',
  description:
    'What was done to the account, newest first. Of each page “next” is the cursor of the following one, to be sent as “before”; after the last it is null.',
  operation: listActivity,
  answers: {
    200: {
      means: 'A page of events.',
      schema: z.object({ events: z.array(eventAnswer), next: z.nullable(z.guid()) }),
      example: { events: [event], next: null },
    },
  },
})
