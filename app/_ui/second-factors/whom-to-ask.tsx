import { config } from '@/lib/config'

type Props = {
  /** For somebody who has to find out first that nothing works. */
  without?: boolean
}

/** Nobody gets around the second step by themselves, so the people who run the site have to help. */
export function WhomToAsk({ without }: Props) {
  const { APP_NAME, brand } = config()
  const href = brand.links.find(({ id }) => id === 'support')?.href
  const address = <a href={href}>{href?.replace(/^mailto:/, '')}</a>
  if (without)
    return href ? (
      <>
        If you can’t use any of these, contact support at {address}. They can turn off two-step login for your account.
      </>
    ) : (
      `If you can’t use any of these, contact the people who run ${APP_NAME}. They can turn off two-step login for your account.`
    )
  return href ? (
    <>Contact support at {address}. They can turn off two-step login for your account.</>
  ) : (
    `Contact the people who run ${APP_NAME}. They can turn off two-step login for your account.`
  )
}
