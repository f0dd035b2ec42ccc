import { answer, jsonRoutes, runs } from '@/app/_http/json/json-routes'
import { resetPassword } from '@/lib/password-reset/reset-password'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: runs(resetPassword, ({ message }) => answer({ message })),
})
