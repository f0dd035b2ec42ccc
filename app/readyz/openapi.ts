import * as z from 'zod/mini'
import { describeOperations } from '@/app/_openapi/operation-description'

export const description = describeOperations({
  id: 'isReady',
  method: 'GET',
  path: '/readyz',
  tag: 'Probes',
  summary: 'It can serve',
  description: 'Asks the database, which has to hold every migration: a balancer that gets no 200 sends nobody here.',
  answers: {
    200: {
      means: 'It can serve.',
      schema: z.object({ status: z.literal('ready') }),
      example: { status: 'ready' },
    },
  },
})
