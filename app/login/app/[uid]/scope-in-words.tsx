import type { PublicUser } from '@/lib/accounts/public-user'
import type { ShownApp } from '@/lib/provider/login/app-login'
import { visible } from '@/lib/rules/visible-text'

/** What an app gets with a scope, with the account's own data, so that nobody has to guess what "profile" contains. */
export function ScopeInWords({ scope, app, user }: { scope: string; app: ShownApp; user: PublicUser }) {
  switch (scope) {
    case 'openid':
      return <li>The ID of your account, by which it recognizes you</li>
    case 'profile':
      return (
        <li>
          Your name: <bdi>{visible(`${user.first_name} ${user.last_name}`)}</bdi>
        </li>
      )
    case 'email':
      return <li>Your email: {user.email}</li>
    case 'phone':
      return <li>Your phone number{user.phone_number ? `: ${user.phone_number}` : ', if you add one'}</li>
    case 'offline_access':
      return <li>All of this even while you aren’t using {app.name}, until you remove the access</li>
    default:
      return <li>{scope}</li>
  }
}
