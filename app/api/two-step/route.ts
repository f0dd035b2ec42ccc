import { inputFromBody, jsonRoutes, noContent } from '@/app/_http/json/json-routes'
import { switchOffTwoStep } from '@/lib/two-step/switch-off'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({ DELETE: inputFromBody(switchOffTwoStep, noContent) })
