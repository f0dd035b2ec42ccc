import { ButtonForm } from '@/app/_ui/forms/button-form'
import { forgetBrowsersAction } from './action'

/** The account does not know which browsers are trusted, only since when it forgot them, so there is no list. */
export function TrustedBrowsers({ days }: { days: number }) {
  if (days === 0) return null
  return (
    <>
      <h2>Trusted browsers</h2>
      <p>
        {days === 1
          ? 'When you log in, you can choose to skip the second step in that browser for one day. Until then, your password is enough there.'
          : `When you log in, you can choose to skip the second step in that browser for ${days} days. Until then, your password is enough there.`}
      </p>
      <ButtonForm action={forgetBrowsersAction}>
        <p className="choice">
          <button type="submit" className="button">
            Ask in every browser again
          </button>
        </p>
      </ButtonForm>
    </>
  )
}
