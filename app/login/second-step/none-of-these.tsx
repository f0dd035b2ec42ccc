import { config } from '@/lib/config'

/** Nobody gets around the second step by themselves, so the people who run the site have to help. */
export function NoneOfThese() {
  return (
    <details className="aside">
      <summary>I can’t use any of these</summary>
      <p>{whomToAsk()}</p>
    </details>
  )
}

function whomToAsk() {
  const { APP_NAME, brand } = config()
  const href = brand.links.find(({ id }) => id === 'support')?.href
  if (!href) return `Contact the people who run ${APP_NAME}. They can turn off two-step login for your account.`
  return (
    <>
      Contact support at <a href={href}>{href.replace(/^mailto:/, '')}</a>. They can turn off two-step login for your
      account.
    </>
  )
}
