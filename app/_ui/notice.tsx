import { Announcement } from './announcement'

type Params = Record<string, string | string[] | undefined>

/** What was just done, said where the next page begins; empty until there is something, so that it is read out. */
export function Notice({ children }: { children?: string }) {
  return <div role="status">{children && <Announcement key={children}>{children}</Announcement>}</div>
}

/** The words of the first notice that the URL names. */
export function noticeIn(params: Params, words: Record<string, string>): string | undefined {
  const name = Object.keys(words).find((each) => params[each] !== undefined)
  return name && words[name]
}
