import { inputFromBody, jsonAnswer, jsonRoutes, noContent } from '@/app/_http/json/json-routes'
import { beginAuthenticatorApp } from '@/lib/authenticator-app/begin'
import { removeAuthenticatorApp } from '@/lib/authenticator-app/remove'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(beginAuthenticatorApp, (value) => jsonAnswer(value, 201)),
  DELETE: inputFromBody(removeAuthenticatorApp, noContent),
})
