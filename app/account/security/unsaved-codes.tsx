import { ButtonForm } from '@/app/_ui/forms/button-form'
import { codesSavedAction } from './action'

/** The codes were shown once, and their page may have been closed or never have arrived. */
export function UnsavedCodes() {
  return (
    <ButtonForm className="summary" action={codesSavedAction} aria-labelledby="unsaved">
      <p id="unsaved">
        <strong>Have you saved your recovery codes?</strong>
      </p>
      <p>
        If you lose your phone or your passkey, you can’t log in without one. We can’t show them again. If you don’t
        have them, make new ones.
      </p>
      <p className="ways">
        <a className="button" href="/account/security/recovery-codes">
          Make new codes
        </a>
        <button type="submit">I’ve saved my codes</button>
      </p>
    </ButtonForm>
  )
}
