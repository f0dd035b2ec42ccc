import { answer, jsonRoutes } from '@/app/_http/json/json-routes'
import { problem } from '@/app/_http/json/problem'
import { developmentMails } from '@/lib/outbox/read-dev-mailbox'
import { fail } from '@/lib/result'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: async () => {
    const mails = await developmentMails()
    return mails ? answer(mails) : problem(fail('not-found'))
  },
})
