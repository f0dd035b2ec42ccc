import { answer, jsonRoutes } from '@/app/_http/json'
import { problem } from '@/app/_http/problem'
import { developmentMails } from '@/lib/mail/development-mailbox'
import { fail } from '@/lib/result'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: async () => {
    const mails = await developmentMails()
    return mails ? answer(mails) : problem(fail('not-found'))
  },
})
