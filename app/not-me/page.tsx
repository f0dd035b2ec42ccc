import { openedLink } from '@/app/_http/form/opened-link'
import { DeadLink, type DeadLinkTexts, unknownLinkTexts } from '@/app/_ui/dead-link'
import { refusalIn } from '@/app/_ui/refusal'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { isLockedOut } from '@/lib/not-me/not-me'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'
import { CancelReset, ResetCanceled } from './cancel-reset'
import { AccountSecured, SecureAccount } from './secure-account'

const dead: DeadLinkTexts = {
  'link-expired': `It was good for ${lifetime(linkMinutes['not-me'])}. You can still set a new password, which logs every device out.`,
  'link-used': 'It works only once. You can still set a new password, which logs every device out.',
  'link-replaced':
    'Since that mail a new password was set, another mail has brought the account back, or the account is contested. This link changes nothing.',
  ...unknownLinkTexts,
}

/** Says what the button will do, or has done; which of two things that is, the mail decides that the link was in. */
export default orUnavailablePage(async function NotMePage({ searchParams }: PageProps<'/not-me'>) {
  const link = await openedLink('not-me')
  const { done, refused } = await searchParams
  if (link.state === 'good') {
    const said = refusalIn(refused, {
      'account-exists': 'Another account has your address by now. Nothing was changed.',
    })
    return link.row.resetId ? (
      <CancelReset link={link.row.id} locked={isLockedOut(link.user)} refused={said} />
    ) : (
      <SecureAccount link={link.row} present={link.user.email} refused={said} />
    )
  }
  if (link.state === 'link-used' && done !== undefined) {
    return link.row.resetId ? (
      <ResetCanceled locked={isLockedOut(link.user)} />
    ) : (
      <AccountSecured email={link.row.email} />
    )
  }
  return (
    <DeadLink state={link.state} texts={dead}>
      <p className="choice">
        <a className="button main" href="/forgot-password">
          Set a new password
        </a>
      </p>
    </DeadLink>
  )
})
