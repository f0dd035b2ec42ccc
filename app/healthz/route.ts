import { jsonAnswer, jsonRoutes } from '@/app/_http/json/json-routes'

/** The process is running. */
export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({ GET: async () => jsonAnswer({ status: 'alive' }) })
