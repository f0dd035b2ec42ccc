import { answer, jsonRoutes, runs } from '@/app/_http/json/json-routes'
import { issueToken } from '@/lib/service-tokens/issue-token'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({ POST: runs(issueToken, (value) => answer(value)) })
