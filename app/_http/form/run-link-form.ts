import { redirect } from 'next/navigation'
import type { LinkPage } from '@/app/_http/cookies/cookie-names'
import { tokenOfOpenedLink } from '@/app/_http/cookies/link-cookie'
import { linkPages, readLinkToken } from '@/lib/links/mailed-link'
import type { Operation } from '@/lib/operation'
import type { Result } from '@/lib/result'
import { refusalParam } from './refusal-param'
import { runForm } from './run-form'

/** Does what a mailed link is for, with the token of the link opened last in this browser. */
export async function runLinkForm<T>(
  operation: Operation<T>,
  page: LinkPage,
  form: FormData,
  more: object = {},
): Promise<Result<T>> {
  const token = await tokenOfOpenedLink(page)
  // Another link may have been opened in this browser since: what was meant for the one must not be done with the other.
  if (form.get('link') !== (await rowOf(token, page))) redirect(page)
  const result = await runForm(operation, form, { ...more, token })
  // The page itself says what became of the link.
  if (!result.ok && result.code.startsWith('link-')) redirect(page)
  return result
}

/** The same for a page with nothing but a button; every other refusal is said there too. */
export async function runLinkButton<T>(
  operation: Operation<T>,
  page: LinkPage,
  form: FormData,
  more: object = {},
): Promise<T> {
  const result = await runLinkForm(operation, page, form, more)
  return result.ok ? result.value : redirect(`${page}?refused=${refusalParam(result)}`)
}

/** The id of the row that a token names, whichever kind of link its page takes. */
async function rowOf(token: string, page: LinkPage): Promise<string | undefined> {
  for (const [purpose, opened] of Object.entries(linkPages)) {
    const claims = opened === page && (await readLinkToken(purpose as keyof typeof linkPages, token))
    if (claims) return claims.id
  }
  return undefined
}
