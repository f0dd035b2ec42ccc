import { ButtonForm } from '@/app/_ui/button-form'
import { DeadLink, type DeadLinkState, type DeadLinkTexts, deadLinkTitles } from '@/app/_ui/dead-link'
import { ForgotPasswordForm } from '@/app/forgot-password/form'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'
import { resendResetAction } from './action'

const texts: DeadLinkTexts = {
  'link-expired': `A link is good for ${lifetime(linkMinutes['password-reset'])}. Nothing was changed.`,
  'link-used': 'It has set a new password once, and works only once.',
  'link-replaced': 'A newer mail was sent, or the password was changed since. Use the newest mail, or ask for another.',
  'link-invalid': 'Part of it may be missing. Copy the whole link from the mail, or ask for a new one.',
  'no-link': 'Or ask for a new one here.',
}

/** The way on: one click where the link named the account, else the address again. */
export function DeadResetLink({ site, state, address }: { site: string; state: DeadLinkState; address: string }) {
  const namesAccount = state !== 'link-invalid' && state !== 'no-link'
  return (
    <DeadLink state={state} texts={texts} titled={namesAccount}>
      {namesAccount ? (
        <ButtonForm action={resendResetAction}>
          <button type="submit" className="main">
            Mail me a new link
          </button>
        </ButtonForm>
      ) : (
        <ForgotPasswordForm site={site} title={deadLinkTitles[state]} email={address} />
      )}
      <p className="aside">
        <a href="/login">Back to log in</a>
      </p>
    </DeadLink>
  )
}
