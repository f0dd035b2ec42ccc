import { AsyncLocalStorage } from 'node:async_hooks'
import type { FoundSession } from '@/db/sessions/sessions'
import type { Caller } from '@/lib/operation'
import { perProcess } from '@/lib/per-process'

/** Why a request cannot be sent back to an app: the library's code and its description, for a page of ours. */
export type PageFault = { status: number; error: string; description?: string }
/** An answer that an app takes by a form: where it goes, and its hidden inputs, both as HTML. */
export type AnswerForm = { action: string; fields: string }
/** A complete page with its policy. */
export type Page = { html: string; policy: string }

/** What is known about a request to the provider besides what the library sees. */
export type ProviderRequest = {
  caller: Caller
  /** The live session of this browser, at the addresses that a browser opens. */
  session?: FoundSession
  pageOf(fault: PageFault): Page
  formPage(form: AnswerForm): Page
  /** Set if the session here ended while the request was answered. */
  ended?: boolean
  /** What made the library answer with a server error. */
  failure?: unknown
  /** The app that gets a code by this request. */
  entered?: string
  /** Set if the doctor of an operator tried the token endpoint. */
  trial?: boolean
  /** Called with the status of the answer before it is sent. */
  settle?(status: number): Promise<void>
  /** The Set-Cookie header that makes this browser forget its session here. */
  forgetSession: string
}

const storage = perProcess('provider request', () => new AsyncLocalStorage<ProviderRequest>())

/** The request that is being answered; undefined outside of one, for example in a page of ours. */
export function providerRequest(): ProviderRequest | undefined {
  return storage.getStore()
}

export function withinRequest<T>(request: ProviderRequest, work: () => T): T {
  return storage.run(request, work)
}
