import { credentialFrom } from '@/app/_http/credential'
import { answer, jsonRoutes } from '@/app/_http/json'
import { problem } from '@/app/_http/problem'
import { fail } from '@/lib/result'
import { currentUser } from '@/lib/sessions/current-user'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: async (request) => {
    const user = await currentUser(credentialFrom(request.headers))
    return user ? answer({ user }) : problem(fail('unauthenticated'))
  },
})
