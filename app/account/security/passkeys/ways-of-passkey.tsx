import type { PublicPasskey } from '@/lib/passkeys/public-passkey'

export function WaysOfPasskey({ passkey: { id, name } }: { passkey: PublicPasskey }) {
  const page = `/account/security/passkeys/${id}`
  return (
    <div className="ways">
      <a className="button" href={page}>
        Rename<span className="unseen"> {name}</span>
      </a>
      <a className="button" href={`${page}/remove`}>
        Remove<span className="unseen"> {name}</span>
      </a>
    </div>
  )
}
