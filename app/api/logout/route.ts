import { jsonRoutes, noContent } from '@/app/_http/json/json-routes'
import { problem } from '@/app/_http/json/problem'
import { fail } from '@/lib/result'
import { logout } from '@/lib/sessions/logout'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: async (_, caller) => {
    const ended = caller.credential && (await logout(caller.credential, caller))
    return ended ? noContent() : problem(fail('unauthenticated'))
  },
})
