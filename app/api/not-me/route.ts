import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { notMe } from '@/lib/not-me/not-me'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(notMe, ({ message }) => jsonAnswer({ message })),
})
