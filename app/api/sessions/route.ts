import { answer, asks, done, jsonRoutes } from '@/app/_http/json/json-routes'
import { listSessions } from '@/lib/sessions/list-sessions'
import { revokeOtherSessions } from '@/lib/sessions/revoke-sessions'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: asks(listSessions, (value) => answer(value)),
  DELETE: asks(revokeOtherSessions, done),
})
