import { inputFromBody, jsonRoutes } from '@/app/_http/json/json-routes'
import { loggedInAnswer } from '@/app/_http/json/logged-in-answer'
import { login } from '@/lib/sessions/login/login'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(login, (value) => loggedInAnswer(value)),
})
