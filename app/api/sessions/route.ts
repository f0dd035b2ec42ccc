import { inputFromUrl, jsonAnswer, jsonRoutes, noContent } from '@/app/_http/json/json-routes'
import { listSessions } from '@/lib/sessions/list-sessions'
import { revokeOtherSessions } from '@/lib/sessions/revoke-sessions'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: inputFromUrl(listSessions, (value) => jsonAnswer(value)),
  DELETE: inputFromUrl(revokeOtherSessions, noContent),
})
