import { answer, jsonRoutes, runs } from '@/app/_http/json/json-routes'
import { register } from '@/lib/accounts/register'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: runs(register, (value) => answer(value, value.user ? 201 : 202)),
})
