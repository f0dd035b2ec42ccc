import { answer, jsonRoutes, runs } from '@/app/_http/json/json-routes'
import { changePassword } from '@/lib/password-change/change-password'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: runs(changePassword, ({ message }) => answer({ message })),
})
