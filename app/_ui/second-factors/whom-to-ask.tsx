import { config } from '@/lib/config'

/** Nobody gets around the second step by themselves, so the people who run the site have to help. `when`: the beginning of the sentence. */
export function WhomToAsk({ when }: { when?: string }) {
  const { APP_NAME, brand } = config()
  const contact = when ? `${when}, contact` : 'Contact'
  const href = brand.links.find(({ id }) => id === 'support')?.href
  if (!href) return `${contact} the people who run ${APP_NAME}. They can turn off two-step login for your account.`
  return (
    <>
      {contact} support at <a href={href}>{href.replace(/^mailto:/, '')}</a>. They can turn off two-step login for your
      account.
    </>
  )
}
