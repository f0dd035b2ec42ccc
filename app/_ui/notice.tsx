import { Info } from 'lucide'
import { Announcement } from './announcement'
import { Icon } from './icon'

type Params = Record<string, string | string[] | undefined>

/** Says at the top of the next page what was just done. The region is always there, so that screen readers announce it. */
export function Notice({ children }: { children?: string }) {
  return (
    <div role="status">
      {children && (
        <Announcement key={children} icon={<Icon drawing={Info} />}>
          {children}
        </Announcement>
      )}
    </div>
  )
}

/** The text of the first notice that the URL names. */
export function noticeIn(params: Params, words: Record<string, string>): string | undefined {
  const name = Object.keys(words).find((each) => params[each] !== undefined)
  return name && words[name]
}
