import { openedLink } from '@/app/_http/form/opened-link'
import { DeadLink, type DeadLinkTexts, unknownLinkTexts } from '@/app/_ui/dead-link'
import { refusalIn } from '@/app/_ui/forms/refusal'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { isLockedOut } from '@/lib/not-me/not-me'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'
import { CancelReset, ResetCanceled } from './cancel-reset'
import { AccountSecured, SecureAccount } from './secure-account'

const dead: DeadLinkTexts = {
  'link-expired': `The link worked for ${lifetime(linkMinutes['not-me'])}. You can still reset your password, which logs out every device.`,
  'link-used': 'It works only once. You can still reset your password, which logs out every device.',
  'link-replaced':
    'Since we sent that email, the password was changed, another link restored the account, or someone contested it. This link changed nothing.',
  ...unknownLinkTexts,
}

/** Says what the button will do or has done. The email decides which: a link from a reset email cancels the reset, any other secures the account. */
export default orUnavailablePage(async function NotMePage({ searchParams }: PageProps<'/not-me'>) {
  const link = await openedLink('not-me')
  const { done, refused } = await searchParams
  if (link.state === 'good') {
    const said = refusalIn(refused, {
      'account-exists': 'Another account now uses your email. Nothing was changed.',
    })
    return link.row.resetId ? (
      <CancelReset link={link.row.id} locked={isLockedOut(link.user)} refused={said} />
    ) : (
      <SecureAccount link={link.row} user={link.user} refused={said} />
    )
  }
  if (link.state === 'link-used' && done !== undefined) {
    return link.row.resetId ? (
      <ResetCanceled locked={isLockedOut(link.user)} />
    ) : (
      <AccountSecured email={link.row.email} user={link.user} />
    )
  }
  return (
    <DeadLink state={link.state} texts={dead}>
      <p className="choice">
        <a className="button main" href="/forgot-password">
          Reset password
        </a>
      </p>
    </DeadLink>
  )
})
