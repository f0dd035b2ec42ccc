import * as z from 'zod/mini'
import { describeOperations } from '@/app/_openapi/operation-description'

export const description = describeOperations({
  id: 'isReady',
  method: 'GET',
  path: '/readyz',
  tag: 'Probes',
  summary: 'Readiness',
  description:
    'Says whether this instance can serve requests: the database answers, accepts writes and has every migration. A load balancer should send requests only to instances that answer 200.',
  answers: {
    200: {
      means: 'The instance can serve requests.',
      schema: z.object({ status: z.literal('ready') }),
      example: { status: 'ready' },
    },
  },
})
