import { inputFromBody, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { issueToken } from '@/lib/service-tokens/issue-token'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  POST: inputFromBody(issueToken, (value) => jsonAnswer(value)),
})
