import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { changeEmail } from '@/lib/email-change/change-email'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(changeEmail, (value) => jsonAnswer(value, 202)),
})
