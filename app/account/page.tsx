import { redirect } from 'next/navigation'
import { signedInUser } from '@/app/_http/session-cookie'
import { orTryAgain } from '@/app/_ui/or-try-again'
import { PageTitle } from '@/app/_ui/page-title'
import { AccountDetails } from './details'

export default orTryAgain(async function AccountPage() {
  const user = await signedInUser()
  if (!user) redirect('/login?next=/account')
  return (
    <section className="card">
      <PageTitle>Your account</PageTitle>
      <h1>Your account</h1>
      <AccountDetails user={user} />
    </section>
  )
})
