import { answer, jsonRoutes, runs } from '@/app/_http/json/json-routes'
import { changeEmail } from '@/lib/email-change/change-email'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({ POST: runs(changeEmail, (value) => answer(value, 202)) })
