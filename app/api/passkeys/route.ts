import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { addPasskey } from '@/lib/passkeys/add'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(addPasskey, (value) => jsonAnswer(value, 201)),
})
