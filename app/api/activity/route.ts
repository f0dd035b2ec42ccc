import { answer, asks, jsonRoutes } from '@/app/_http/json/json-routes'
import { listActivity } from '@/lib/activity/list-activity'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({ GET: asks(listActivity, (value) => answer(value)) })
