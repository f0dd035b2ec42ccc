import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { undoEmail } from '@/lib/email-change/undo-email'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(undoEmail, ({ message }) => jsonAnswer({ message })),
})
