import type { IncomingMessage } from 'node:http'
import { REQUEST_ID } from '@/app/_http/request/own-headers'
import { config } from '@/lib/config'
import type { Page, PageFault } from '@/lib/provider/request'
import { wordsPage, wordsPolicy } from './words-page'

type Words = { heading: string; paragraphs: string[] }

/** What a person sees who comes from an app and cannot be sent back there. */
export function faultPage(fault: PageFault, request: IncomingMessage): Page {
  const { heading, paragraphs } = wordsOf(fault)
  const id = `Request ID: ${String(request.headers[REQUEST_ID] ?? 'none')}`
  const wayOn = { href: '/account', text: `Go to your account at ${config().APP_NAME}` }
  return { html: wordsPage({ heading, paragraphs: [...paragraphs, id], wayOn }), policy: wordsPolicy() }
}

const TELL = 'Nothing was sent to the app. Please tell the people who run it.'

function wordsOf({ error, description = '', status }: PageFault): Words {
  if (status === 503)
    return { heading: 'Logging in is temporarily unavailable', paragraphs: ['Please try again in a few seconds.'] }
  if (status >= 500)
    return {
      heading: 'Something went wrong on our side',
      paragraphs: ['We logged it. Please go back to the app and try again.'],
    }
  if (error === 'invalid_client') return { heading: 'We don’t know the app that sent you here', paragraphs: [TELL] }
  if (error === 'invalid_redirect_uri')
    return {
      heading: 'The app asked us to send you to an address that isn’t registered for it',
      paragraphs: [TELL],
    }
  if (/session|expired|ended/.test(description))
    return {
      heading: 'This login has expired',
      paragraphs: [
        'It took too long, was started in another browser, or you logged out meanwhile. Go back to the app and log in again.',
      ],
    }
  return {
    heading: 'The app sent a request that we can’t answer',
    paragraphs: [`The reason: ${description || error}.`, TELL],
  }
}
