import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { confirmOwner } from '@/lib/confirmation/confirm-owner'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(confirmOwner, (value) => jsonAnswer(value)),
})
