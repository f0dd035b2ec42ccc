import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { verifyEmail } from '@/lib/email-verification/verify-email'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(verifyEmail, ({ message }) => jsonAnswer({ message })),
})
