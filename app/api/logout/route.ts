import { credentialFrom } from '@/app/_http/credential'
import { jsonRoutes } from '@/app/_http/json'
import { problem } from '@/app/_http/problem'
import { fail } from '@/lib/result'
import { logout } from '@/lib/sessions/logout'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: async (request, caller) => {
    const credential = credentialFrom(request.headers)
    const ended = credential && (await logout(credential, caller))
    if (!ended) return problem(fail('unauthenticated'))
    return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store' } })
  },
})
