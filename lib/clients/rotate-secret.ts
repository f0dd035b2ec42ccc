import { replaceSecret } from '@/db/provider/client-changes'
import { command } from '@/lib/operator/command'
import { fail } from '@/lib/result'
import { newClientSecret } from './client-secret'
import { answer, onClient } from './operators-client'
import { rotateSecretInput } from './schema'

/** Gives the client a new secret, which is shown only this once. The former one ends at once, or after the time in `keep_old`. */
export const rotateSecret = command(
  { name: 'clients rotate-secret', right: 'machine', reason: true, input: rotateSecretInput },
  ({ id, keep_old = 0 }, act) =>
    onClient(act, id, async ({ kind }) => {
      const { secret, secretHash } = newClientSecret()
      const client = await replaceSecret(act, id, secretHash, keep_old)
      if (!client) return fail('invalid-input', { id: [`An app of the kind ${kind} has no secret.`] })
      return answer({ id, secret, old_secret_until: client.oldSecretUntil?.toISOString() ?? null })
    }),
)
