import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { loginOptions } from '@/lib/passkeys/login-options'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(loginOptions, (value) => jsonAnswer(value)),
})
