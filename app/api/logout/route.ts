import { done, jsonRoutes } from '@/app/_http/json'
import { problem } from '@/app/_http/problem'
import { fail } from '@/lib/result'
import { logout } from '@/lib/sessions/logout'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: async (_, caller) => {
    const ended = caller.credential && (await logout(caller.credential, caller))
    return ended ? done() : problem(fail('unauthenticated'))
  },
})
