import { DeadLink, type DeadLinkState, type DeadLinkTexts, deadLinkTitles } from '@/app/_ui/dead-link'
import { ButtonForm } from '@/app/_ui/forms/button-form'
import { ForgotPasswordForm } from '@/app/forgot-password/form'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'
import { RESETS_MUTED_HOURS } from '@/lib/rules/muted-resets'
import { resendResetAction } from './action'

const texts: DeadLinkTexts = {
  'link-expired': `Reset links work for ${lifetime(linkMinutes['password-reset'])}. Your password wasn’t changed.`,
  'link-used': 'It has already changed your password, and it works only once.',
  'link-replaced': `We sent you a newer link, your password was changed, or the request was canceled. After a canceled request we send no reset links for ${lifetime(RESETS_MUTED_HOURS * 60)}, unless you log in.`,
  'link-invalid': 'Part of it may be missing. Copy the whole link from the email, or request a new one.',
  'no-link': 'Open this page from the link in your email, or request a new link.',
}

/** Leads to a new link: with one click when the link names the account, otherwise after entering the email. */
export function DeadResetLink({ site, state, email }: { site: string; state: DeadLinkState; email: string }) {
  const namesAccount = state !== 'link-invalid' && state !== 'no-link'
  return (
    <DeadLink state={state} texts={texts} titled={namesAccount}>
      {namesAccount ? (
        <ButtonForm action={resendResetAction}>
          <button type="submit" className="main">
            Send a new link
          </button>
        </ButtonForm>
      ) : (
        <ForgotPasswordForm site={site} title={deadLinkTitles[state]} email={email} />
      )}
      <p className="aside">
        <a href="/login">Back to login</a>
      </p>
    </DeadLink>
  )
}
