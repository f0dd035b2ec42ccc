import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { contest } from '@/lib/email-change/contest'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(contest, ({ message }) => jsonAnswer({ message })),
})
