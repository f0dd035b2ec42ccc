import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { resetPassword } from '@/lib/password-reset/reset-password'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(resetPassword, ({ message }) => jsonAnswer({ message })),
})
