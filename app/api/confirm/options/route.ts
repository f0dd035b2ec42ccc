import { inputFromUrl, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { confirmOptions } from '@/lib/confirmation/options'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromUrl(confirmOptions, (value) => jsonAnswer(value)),
})
