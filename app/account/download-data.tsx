import type { Confirmation } from '@/app/_http/cookies/session-cookie'

/** With two-step login, a page that is left open must not give everything away: the file needs the owner's confirmation. */
export function DownloadData({ confirmation: { fresh, twoStep }, page }: Props) {
  if (twoStep && !fresh)
    return (
      <a className="button" href={`/account/confirm?next=${page}`}>
        Confirm it’s me to download
      </a>
    )
  return (
    <a className="button" href="/api/me/export" download>
      Download my data
    </a>
  )
}

type Props = { confirmation: Omit<Confirmation, 'methods'>; page: `/account${string}` }
