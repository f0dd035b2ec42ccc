import { createHash } from 'node:crypto'
import type { AnswerForm, Page } from '@/lib/provider/request'
import { wordsPage, wordsPolicy } from './words-page'

/** Sends itself; without script, the button does. */
const SCRIPT = 'document.forms[0].submit()'

/**
 * The answer to an app as a form (OAuth 2.0 Form Post Response Mode). The policy has no `form-action`: browsers apply it to the
 * redirects with which the app answers as well, and where those lead is for the app to decide.
 */
export function formPage({ action, fields }: AnswerForm): Page {
  const form = `<form method="post" action="${action}">
${fields}
<button class="button">Continue</button>
</form>
<script>${SCRIPT}</script>`
  const hash = createHash('sha256').update(SCRIPT).digest('base64')
  return {
    html: wordsPage({ heading: 'One moment…', paragraphs: ['If nothing happens, continue yourself.'], form }),
    policy: `${wordsPolicy()}; script-src 'sha256-${hash}'`,
  }
}
