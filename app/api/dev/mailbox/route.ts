import { jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { problem } from '@/app/_http/json/problem'
import { devMailboxEmails } from '@/lib/outbox/read-dev-mailbox'
import { fail } from '@/lib/result'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: async () => {
    const mails = await devMailboxEmails()
    return mails ? jsonAnswer(mails) : problem(fail('not-found'))
  },
})
