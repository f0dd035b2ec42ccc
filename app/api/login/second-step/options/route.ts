import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { secondStepOptions } from '@/lib/two-step/second-step-options'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(secondStepOptions, (value) => jsonAnswer(value)),
})
