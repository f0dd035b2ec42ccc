import { inputFromBody, jsonRoutes, noContent } from '@/app/_http/json/json-routes'
import { removeSuspendedFactor } from '@/lib/suspended-factors/remove'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({ DELETE: inputFromBody(removeSuspendedFactor, noContent) })
