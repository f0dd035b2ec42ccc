import { inputFromUrl, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { resendVerification } from '@/lib/email-verification/resend-verification'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromUrl(resendVerification, (value) => jsonAnswer(value, 202)),
})
