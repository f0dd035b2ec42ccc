import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { beginAuthenticatorApp } from '@/lib/authenticator-app/begin'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(beginAuthenticatorApp, (value) => jsonAnswer(value, 201)),
})
