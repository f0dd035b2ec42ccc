import type { ProxiedApp } from '@/lib/forward-auth/check-seat'
import type { AppRequest, checkRequest } from './app-request'
import { send } from './pages'

/** An app, the origin under which the browser knows it, and a request of the browser there. */
export type AtApp = AppRequest & { app: ProxiedApp; origin: string; query: URLSearchParams }

/** What is known of a browser at the host of an app. */
export type Known = Exclude<Awaited<ReturnType<typeof checkRequest>>, { is: 'unknown-host' }>

export function redirect({ response }: AppRequest, url: string): number {
  response.setHeader('Location', url)
  return send(response, 302, '')
}
