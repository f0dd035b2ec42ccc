import { inDatabase } from '../servers/in-database'
import type { Site } from '../servers/site'
import type { Person } from './person'

type App = { id: string; name: string; thirdParty?: boolean; scopes?: string[] }

/** As if the person had logged in to an app of this site from the newest session. */
export async function enteredApp(site: Site, { email }: Pick<Person, 'email'>, app: App): Promise<void> {
  const { id, name, thirdParty = false, scopes = ['openid', 'profile', 'email'] } = app
  await inDatabase(site, async (sql) => {
    await sql`insert into clients (id, name, kind, redirect_uris, scopes, third_party, backchannel_uri)
      values (${id}, ${name}, 'web', ${['https://app.example.com/']}, ${scopes}, ${thirdParty}, 'http://127.0.0.1:9/')
      on conflict do nothing`
    const { count } = await sql`insert into app_logins (session_id, client_id, sid)
      select sessions.id, ${id}, gen_random_uuid() from sessions join users on users.id = user_id
      where email = ${email} order by sessions.id desc limit 1`
    if (count === 0) throw new Error('This person is not logged in.')
  })
}
