import { inputFromUrl, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { listActivity } from '@/lib/activity/list-activity'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: inputFromUrl(listActivity, (value) => jsonAnswer(value)),
})
