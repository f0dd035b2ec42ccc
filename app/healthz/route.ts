import { answer, jsonRoutes } from '@/app/_http/json'

/** The process lives. */
export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({ GET: async () => answer({ status: 'alive' }) })
