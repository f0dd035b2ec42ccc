import { inputFromBody, jsonAnswer, jsonRoutes, noContent } from '@/app/_http/json/json-routes'
import { switchOffTwoStep } from '@/lib/two-step/switch-off'
import { switchOnTwoStep } from '@/lib/two-step/switch-on'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  PUT: inputFromBody(switchOnTwoStep, (value) => jsonAnswer(value)),
  DELETE: inputFromBody(switchOffTwoStep, noContent),
})
