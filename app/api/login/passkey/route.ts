import { inputFromBody, jsonRoutes } from '@/app/_http/json/json-routes'
import { loggedInAnswer } from '@/app/_http/json/logged-in-answer'
import { passkeyLogin } from '@/lib/passkeys/passkey-login'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(passkeyLogin, (value) => loggedInAnswer(value)),
})
