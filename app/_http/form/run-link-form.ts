import { redirect } from 'next/navigation'
import type { LinkPage } from '@/app/_http/cookies/cookie-names'
import { tokenOfOpenedLink } from '@/app/_http/cookies/link-cookie'
import { linkPages, readLinkToken } from '@/lib/links/mailed-link'
import type { Operation } from '@/lib/operation'
import type { Result } from '@/lib/result'
import { refusalParam } from './refusal-param'
import { runForm } from './run-form'

/** Runs the operation of an emailed link, with the token of the link that this browser opened last. */
export async function runLinkForm<T>(
  operation: Operation<T>,
  page: LinkPage,
  form: FormData,
  more: object = {},
): Promise<Result<T>> {
  const token = await tokenOfOpenedLink(page)
  // This browser may have opened another link since: a form made for one link must not use up the other.
  if (form.get('link') !== (await rowOf(token, page))) redirect(page)
  const result = await runForm(operation, form, { ...more, token })
  // The page itself says why a link does not work.
  if (!result.ok && result.code.startsWith('link-')) redirect(page)
  return result
}

/** The same for a page with only a button, which shows every other refusal too. */
export async function runLinkButton<T>(
  operation: Operation<T>,
  page: LinkPage,
  form: FormData,
  more: object = {},
): Promise<T> {
  const result = await runLinkForm(operation, page, form, more)
  return result.ok ? result.value : redirect(`${page}?refused=${refusalParam(result)}`)
}

/** The ID of the row that a token names, for any kind of link that the page takes. */
async function rowOf(token: string, page: LinkPage): Promise<string | undefined> {
  for (const [purpose, opened] of Object.entries(linkPages)) {
    const claims = opened === page && (await readLinkToken(purpose as keyof typeof linkPages, token))
    if (claims) return claims.id
  }
  return undefined
}
