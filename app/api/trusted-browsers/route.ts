import { inputFromUrl, jsonRoutes, noContent } from '@/app/_http/json/json-routes'
import { forgetTrustedBrowsers } from '@/lib/trusted-browsers/forget'

export const { GET, POST, PUT, PATCH, DELETE } = jsonRoutes({ DELETE: inputFromUrl(forgetTrustedBrowsers, noContent) })
