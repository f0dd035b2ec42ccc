import * as z from 'zod/mini'
import { describeOperations } from '@/app/_openapi/operation-description'

export const description = describeOperations({
  id: 'isAlive',
  method: 'GET',
  path: '/healthz',
  tag: 'Probes',
  summary: 'Liveness',
  description:
    'Says that the process is running and checks nothing else. A supervisor that gets no answer can restart it.',
  never: ['unavailable'],
  answers: {
    200: {
      means: 'The process is running.',
      schema: z.object({ status: z.literal('alive') }),
      example: { status: 'alive' },
    },
  },
})
