import { PageTitle } from '@/app/_ui/page-title'
import { ForgotPasswordForm } from '@/app/forgot-password/form'
import type { ResetLink } from '@/lib/password-reset/reset-link'
import { resendResetAction } from './action'

type State = Exclude<ResetLink['state'], 'good'> | 'no-link'

const words: Record<State, { title: string; text: string }> = {
  'link-expired': { title: 'This link has expired', text: 'A link is good for one hour. Nothing was changed.' },
  'link-used': { title: 'This link was already used', text: 'It has set a new password once, and works only once.' },
  'link-replaced': {
    title: 'This link was replaced',
    text: 'A newer mail was sent, or the password was changed since. Use the newest mail, or ask for another.',
  },
  'link-invalid': {
    title: 'This link is damaged',
    text: 'Part of it may be missing. Copy the whole link from the mail, or ask for a new one.',
  },
  'no-link': { title: 'Open the link from your mail', text: 'Or ask for a new one here.' },
}

/** An honest reason and the way on: one click where the link named the account, else the address again. */
export function DeadLink({ site, state, address }: { site: string; state: State; address: string }) {
  const { title, text } = words[state]
  const namesAccount = state !== 'link-invalid' && state !== 'no-link'
  return (
    <>
      <h1>{title}</h1>
      <p>{text}</p>
      {namesAccount ? (
        <>
          <PageTitle>{title}</PageTitle>
          <form action={resendResetAction}>
            <button type="submit" className="main">
              Mail me a new link
            </button>
          </form>
        </>
      ) : (
        <ForgotPasswordForm site={site} title={title} email={address} />
      )}
      <p className="aside">
        <a href="/login">Back to log in</a>
      </p>
    </>
  )
}
