import { inputFromBody, jsonRoutes, noContent } from '@/app/_http/json/json-routes'
import { keepSuspendedFactor } from '@/lib/suspended-factors/keep'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({ POST: inputFromBody(keepSuspendedFactor, noContent) })
