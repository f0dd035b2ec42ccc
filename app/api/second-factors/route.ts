import { inputFromUrl, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { secondFactors } from '@/lib/two-step/second-factors'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: inputFromUrl(secondFactors, (value) => jsonAnswer(value)),
})
