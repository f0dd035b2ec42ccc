import { jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { problem } from '@/app/_http/json/problem'
import { devMailboxEmails } from '@/lib/outbox/read-dev-mailbox'
import { fail } from '@/lib/result'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: async () => {
    const emails = await devMailboxEmails()
    return emails ? jsonAnswer(emails) : problem(fail('not-found'))
  },
})
