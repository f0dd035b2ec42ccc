import { confirmationOf } from '@/app/_http/cookies/session-cookie'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { WhichFactor } from '../../../suspended-factors'
import { removeTexts, whatIsLost } from '../decision-texts'
import { DecisionForm } from '../form'
import { suspendedOfPage } from '../suspended-of-page'
import { removeSuspendedAction } from './action'

export default orUnavailablePage(async function RemoveSuspendedPage({
  params,
}: PageProps<'/account/security/suspended/[id]/remove'>) {
  const { session, factor } = await suspendedOfPage((await params).id)
  const { title, button } = removeTexts[factor.kind]
  return (
    <section className="card">
      <h1>{title}</h1>
      <WhichFactor factor={factor} />
      <p>{whatIsLost(factor.kind)}</p>
      <DecisionForm
        site={config().APP_NAME}
        title={title}
        id={factor.id}
        email={session.user.email}
        confirmation={await confirmationOf(session)}
        action={removeSuspendedAction}
        button={button}
        grave
      />
    </section>
  )
})
