import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { makeRecoveryCodes } from '@/lib/recovery-codes/make'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(makeRecoveryCodes, (value) => jsonAnswer(value)),
})
