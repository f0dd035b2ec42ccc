import { inputFromUrl, jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'
import { onlyWhile } from '@/app/_http/json/only-while'
import { listApps } from '@/lib/apps/list-apps'
import { config } from '@/lib/config'

export const { GET, POST, PUT, PATCH, DELETE } = onlyWhile(
  () => config().PROVIDER,
  jsonRoutes({ GET: inputFromUrl(listApps, (value) => jsonAnswer(value)) }),
)
