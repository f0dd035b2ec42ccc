import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { RenamePasskeyForm } from './form'
import { passkeyOfPage } from './passkey-of-page'

export default orUnavailablePage(async function RenamePasskeyPage({
  params,
}: PageProps<'/account/security/passkeys/[id]'>) {
  const { passkey } = await passkeyOfPage((await params).id)
  return (
    <section className="card">
      <h1>Rename passkey</h1>
      <RenamePasskeyForm site={config().APP_NAME} {...passkey} />
    </section>
  )
})
