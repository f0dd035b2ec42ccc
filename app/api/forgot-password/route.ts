import { answer, jsonRoutes, runs } from '@/app/_http/json/json-routes'
import { forgotPassword } from '@/lib/password-reset/forgot-password'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: runs(forgotPassword, (value) => answer(value, 202)),
})
