import { ButtonForm } from '@/app/_ui/button-form'
import { tryAddressAgainAction } from './action'

/** On the pages that show the address, before anything else: until it is mended, a forgotten password shuts its owner out. */
export function Unreachable({ email, change = true }: { email: string; change?: boolean }) {
  return (
    <ButtonForm className="summary" action={tryAddressAgainAction} aria-labelledby="unreachable">
      <p id="unreachable">
        <strong>We cannot reach you at {email}.</strong>
      </p>
      <p>
        Mail that we sent there came back. Until this is mended we send no link for a new password: if you forget yours,
        you cannot get back in.
      </p>
      <p className="ways">
        {change && (
          <a className="button" href="/account/email">
            Change my address
          </a>
        )}
        <button type="submit">Try it again</button>
      </p>
    </ButtonForm>
  )
}
