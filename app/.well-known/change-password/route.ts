import { jsonRoutes } from '@/app/_http/json/json-routes'

/** Where password managers look for the page (https://w3c.github.io/webappsec-change-password-url/). */
export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({
  GET: async () => new Response(null, { status: 307, headers: { Location: '/account/password' } }),
})
