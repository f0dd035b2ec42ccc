import { jsonRoutes } from '@/app/_http/json/json-routes'
import { openApi } from '@/app/_openapi/document'

const FRESH_SECONDS = 300

/** The document holds only this version's operations and the site's name and URL, so any cache may keep it. */
export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: async () => Response.json(await openApi(), { headers: { 'Cache-Control': `public, max-age=${FRESH_SECONDS}` } }),
})
