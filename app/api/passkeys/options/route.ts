import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { passkeyOptions } from '@/lib/passkeys/options'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(passkeyOptions, (value) => jsonAnswer(value)),
})
