import { inputFromUrl, jsonRoutes, noContent } from '@/app/_http/json/json-routes'
import { markRecoveryCodesSaved } from '@/lib/recovery-codes/mark-saved'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({ POST: inputFromUrl(markRecoveryCodesSaved, noContent) })
