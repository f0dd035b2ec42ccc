import { DevelopmentMailbox } from '@/app/_ui/development-mailbox'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'

/** The same for every address. */
export function ResetEmailSent({ address }: { address: string }) {
  return (
    <>
      <h1>Check your mail</h1>
      <p>
        If there is an account for {address ? <strong>{address}</strong> : 'that address'}, a mail with a link is on its
        way. The link is good for {lifetime(linkMinutes['password-reset'])}.
      </p>
      <p>
        Nothing there after a few minutes? Look in the spam folder, or check the address. We send only a few emails an
        hour to one address, but the link in the newest one works, even if someone else requested it.
      </p>
      <DevelopmentMailbox />
      <p className="aside">
        <a href="/forgot-password">Try again or use another address</a>
      </p>
    </>
  )
}
