import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { confirmEmail } from '@/lib/email-change/confirm-email'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(confirmEmail, ({ message }) => jsonAnswer({ message })),
})
