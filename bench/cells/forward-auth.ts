import { nginxIsHere, nginx as proxy } from '@/e2e/support/apps/nginx'
import { freePort } from '@/e2e/support/servers/free-port'
import { atLeast, type Cell, type Lane } from '../cell'
import { load } from '../load'
import { rekey, settingsOf, startRekey } from '../subjects/rekey'
import { APP_HOST, takeSeat } from '../subjects/rekey-seat'
import { sessionsOf } from '../subjects/rekey-session'

const AT_ONCE = 16

/** What it costs an app that nginx asks Rekey about each request. */
export const forwardAuth: Cell = {
  name: 'forward-auth',
  title: `An app behind a proxy: answers per second, ${AT_ONCE} at once`,
  async open(bench) {
    const subject = await rekey(bench, { hash: 'argon2id' })
    const settings = { ...(await settingsOf(bench, { hash: 'argon2id' })), PROVIDER: 'on' }
    const app = await startRekey(settings)
    bench.atEnd(app.stop)
    const session = await sessionsOf({ ...subject, url: app.url })
    const cookie = await takeSeat(app.url, settings, session.cookie.headers!.cookie!)
    const asked = { accept: 'text/html', 'x-forwarded-host': APP_HOST, 'x-forwarded-uri': '/' }
    const answers = (url: string, path: string, headers = {}, expect = [200]): Lane['measure'] => {
      return (seconds) => load({ url, connections: AT_ONCE, seconds, asks: { path, headers }, expect })
    }
    const lanes: Lane[] = [
      { name: 'asked, with a seat', measure: answers(app.url, '/forward-auth', { ...asked, cookie }) },
      { name: 'asked, without', measure: answers(app.url, '/forward-auth', asked, [302]) },
      { name: '/api/me', measure: answers(app.url, '/api/me', session.bearer!.headers) },
    ]
    if (nginxIsHere()) {
      const port = await freePort()
      const nginx = `http://127.0.0.1:${port}`
      bench.atEnd(await proxy.start(port, [servers(nginx, app.url)]))
      lanes.push({ name: 'nginx alone', measure: answers(nginx, '/open') })
      lanes.push({ name: 'nginx that asks', measure: answers(nginx, '/protected', { cookie }) })
    }
    return {
      lanes,
      judge: (rounds) => [
        atLeast(
          'asked with a seat, compared with /api/me',
          rounds.ratio('asked, with a seat', '/api/me', 'perSecond'),
          1,
        ),
      ],
      notes: () => (nginxIsHere() ? [] : ['nginx is not installed, so it was not measured.']),
    }
  },
}

/** The same answer of nginx itself, with and without the question. */
const servers = (nginx: string, rekeyUrl: string) => `
  upstream rekey { server ${new URL(rekeyUrl).host}; keepalive 32; }
  upstream app { server unix:app.sock; keepalive 32; }
  server {
    listen unix:app.sock;
    location / { default_type text/plain; return 200 "app"; }
  }
  server {
    listen ${new URL(nginx).host};
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    location = /_rekey {
      internal;
      proxy_pass http://rekey/forward-auth;
      proxy_pass_request_body off;
      proxy_set_header Content-Length "";
      proxy_set_header Connection "";
      proxy_set_header X-Rekey-Answer 401;
      proxy_set_header X-Forwarded-Host ${APP_HOST};
      proxy_set_header X-Forwarded-Uri $request_uri;
      proxy_set_header X-Forwarded-Method $request_method;
    }
    location = /open { proxy_pass http://app/; }
    location = /protected {
      auth_request /_rekey;
      auth_request_set $user $upstream_http_remote_user;
      proxy_set_header Connection "";
      proxy_set_header Remote-User $user;
      proxy_pass http://app/;
    }
  }`
