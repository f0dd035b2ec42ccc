import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { changePassword } from '@/lib/password-change/change-password'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(changePassword, ({ message }) => jsonAnswer({ message })),
})
