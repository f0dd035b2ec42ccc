import { answer, jsonRoutes, runs } from '@/app/_http/json/json-routes'
import { verifyEmail } from '@/lib/email-verification/verify-email'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: runs(verifyEmail, ({ message }) => answer({ message })),
})
