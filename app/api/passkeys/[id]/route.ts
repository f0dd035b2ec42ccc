import { inputFromBody, jsonAnswer, jsonRoutes, noContent } from '@/app/_http/json/json-routes'
import { removePasskey } from '@/lib/passkeys/remove'
import { renamePasskey } from '@/lib/passkeys/rename'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  PATCH: inputFromBody(renamePasskey, (value) => jsonAnswer(value)),
  DELETE: inputFromBody(removePasskey, noContent),
})
