import { inputFromUrl, jsonRoutes, noContent } from '@/app/_http/json/json-routes'
import { revokeSession } from '@/lib/sessions/revoke-sessions'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({ DELETE: inputFromUrl(revokeSession, noContent) })
