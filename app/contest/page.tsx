import { openedLink } from '@/app/_http/form/opened-link'
import { DeadLink, type DeadLinkTexts, unknownLinkTexts } from '@/app/_ui/dead-link'
import { LinkButton } from '@/app/_ui/link-button'
import { PageTitle } from '@/app/_ui/page-title'
import { refusalIn } from '@/app/_ui/refusal'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'
import { contestAction } from './action'

const dead: DeadLinkTexts = {
  'link-expired': `You could contest this for ${lifetime(linkMinutes.contest)}. Nothing was changed by this link.`,
  'link-used': 'It closed the account once. Since then it was decided whose account it is; we emailed you the outcome.',
  'link-replaced':
    'The account came back to your email address, or somebody else contested it first. If it’s closed, we emailed you.',
  ...unknownLinkTexts,
}

export default orUnavailablePage(async function ContestPage({ searchParams }: PageProps<'/contest'>) {
  const link = await openedLink('contest')
  if (link.state === 'link-used' && link.user.contestedAt) return <Contested />
  if (link.state !== 'good') return <DeadLink state={link.state} texts={dead} />
  return (
    <LinkButton
      title="Contest the change"
      link={link.row.id}
      button="Contest the change"
      action={contestAction}
      refused={refusalIn((await searchParams).refused)}
    >
      <p>
        The account that had the email address <strong>{link.row.email}</strong> went back to an older one. If it’s your
        account, you can contest that. If you continue, we will:
      </p>
      <ul>
        <li>Log out every device and program.</li>
        <li>Close the account: to you, and to the older email address.</li>
        <li>Keep it closed until the people who run {config().APP_NAME} have decided whose it is.</li>
      </ul>
      <p>You can’t open it again yourself. If the account isn’t yours, close this page: nothing was changed.</p>
    </LinkButton>
  )
})

function Contested() {
  return (
    <section className="card">
      <PageTitle>The account is closed</PageTitle>
      <h1>The account is closed</h1>
      <p>Nobody can log in to it, reset its password or see what’s in it, and every device was logged out.</p>
      <p>
        Now write to the people who run {config().APP_NAME} and tell them why it’s yours. We’ll email you when they have
        decided.
      </p>
    </section>
  )
}
