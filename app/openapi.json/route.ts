import { jsonRoutes } from '@/app/_http/json/json-routes'
import { openApi } from '@/app/_openapi/document'

const FRESH_SECONDS = 300

/** Tells what every site of this version does, and its name and address: nothing that a cache may not keep. */
export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: async () => Response.json(await openApi(), { headers: { 'Cache-Control': `public, max-age=${FRESH_SECONDS}` } }),
})
