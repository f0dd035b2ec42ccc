import { answer, jsonRoutes, runs } from '@/app/_http/json/json-routes'
import { confirmEmail } from '@/lib/email-change/confirm-email'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: runs(confirmEmail, ({ message }) => answer({ message })),
})
