import { withNext } from '@/app/_http/form/with-next'
import { config } from '@/lib/config'

/** For people who cannot log in yet. Both ways lead back to `next`. */
export function OtherWays({ next }: { next: string }) {
  return (
    <>
      <p className="aside">
        <a href={withNext('/forgot-password', next)}>Forgot your password?</a>
      </p>
      {config().REGISTRATION !== 'closed' && (
        <p className="aside">
          New here? <a href={withNext('/register', next)}>Create an account</a>
        </p>
      )}
    </>
  )
}
