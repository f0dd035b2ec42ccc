import { inputFromUrl, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { loginOptions } from '@/lib/passkeys/login-options'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromUrl(loginOptions, (value) => jsonAnswer(value)),
})
