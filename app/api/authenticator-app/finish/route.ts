import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { finishAuthenticatorApp } from '@/lib/authenticator-app/finish'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(finishAuthenticatorApp, (value) => jsonAnswer(value)),
})
