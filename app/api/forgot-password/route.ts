import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { forgotPassword } from '@/lib/password-reset/forgot-password'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(forgotPassword, (value) => jsonAnswer(value, 202)),
})
