import { inputFromUrl, jsonRoutes, noContent } from '@/app/_http/json/json-routes'
import { onlyWhile } from '@/app/_http/json/only-while'
import { removeApp } from '@/lib/apps/remove-app'
import { config } from '@/lib/config'

export const { GET, POST, PUT, PATCH, DELETE } = onlyWhile(
  () => config().PROVIDER,
  jsonRoutes({ DELETE: inputFromUrl(removeApp, noContent) }),
)
