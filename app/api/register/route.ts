import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { register } from '@/lib/accounts/register'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(register, (value) => jsonAnswer(value, value.user ? 201 : 202)),
})
