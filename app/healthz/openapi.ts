import * as z from 'zod/mini'
import { describeOperations } from '@/app/_openapi/operation-description'

export const description = describeOperations({
  id: 'isAlive',
  method: 'GET',
  path: '/healthz',
  tag: 'Probes',
  summary: 'The process lives',
  description: 'Looks at nothing else: a supervisor that gets no answer may start it again.',
  never: ['unavailable'],
  answers: {
    200: {
      means: 'It lives.',
      schema: z.object({ status: z.literal('alive') }),
      example: { status: 'alive' },
    },
  },
})
