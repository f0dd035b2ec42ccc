import { openedLink } from '@/app/_http/form/opened-link'
import { DeadLink, type DeadLinkTexts, unknownLinkTexts } from '@/app/_ui/dead-link'
import { LinkButton } from '@/app/_ui/link-button'
import { LinkToAccount } from '@/app/_ui/link-to-account'
import { refusalIn } from '@/app/_ui/refusal'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'
import { undoEmailAction } from './action'

const dead: DeadLinkTexts = {
  'link-expired': `A change of address can be undone for ${lifetime(linkMinutes['undo-email'])}. Nothing was changed.`,
  'link-used': 'It has brought the address back once, and works only once.',
  'link-replaced': 'The address was brought back by another mail since. Nothing was changed by this link.',
  ...unknownLinkTexts,
}

export default orUnavailablePage(async function UndoEmailPage({ searchParams }: PageProps<'/undo-email'>) {
  const link = await openedLink('undo-email')
  if (link.state !== 'good') {
    return (
      <DeadLink state={link.state} texts={dead}>
        <LinkToAccount />
      </DeadLink>
    )
  }
  const refused = refusalIn((await searchParams).refused, {
    'account-exists': 'Another account has this address by now. Nothing was changed.',
  })
  return (
    <LinkButton
      title="Undo the change of your email address"
      link={link.row.id}
      button="Undo the change"
      action={undoEmailAction}
      refused={refused}
    >
      <p>This button does two things:</p>
      <ul>
        <li>
          Your account gets the address <strong>{link.row.email}</strong> back.
        </li>
        <li>Every device and program is logged out.</li>
      </ul>
    </LinkButton>
  )
})
