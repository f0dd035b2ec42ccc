import { callbackOf } from '@/lib/forward-auth/app-origin'
import type { Recipe } from './recipe'

export const nginx: Recipe = {
  app: 'nginx',
  kind: 'proxy',
  tested: true,
  basis: 'nginx 1.22 of Debian',
  register: (origin) => ({ redirect_uris: [callbackOf(origin)], post_logout_uris: [`${origin}/`] }),
  place: 'Put this into the server block of the site, in the place of its “location /”',
  configuration: ({ origin }) => `\
# Rekey listens at 127.0.0.1:3000 here, and the app at 127.0.0.1:8080. Only nginx may reach the app, which believes its headers.

# Asks Rekey about the requests to every location of this server.
auth_request /.rekey/check;
auth_request_set $rekey_login $upstream_http_location;
auth_request_set $rekey_user $upstream_http_remote_user;
auth_request_set $rekey_email $upstream_http_remote_email;
auth_request_set $rekey_email_verified $upstream_http_remote_email_verified;
auth_request_set $rekey_name $upstream_http_remote_name;
auth_request_set $rekey_groups $upstream_http_remote_groups;
error_page 401 = @rekey-login;
error_page 403 = /.rekey/denied;
error_page 500 = @rekey-unavailable;

# These replace what a browser sends. Spellings such as Remote_User are dropped as long as underscores_in_headers is off.
# A location with a proxy_set_header line of its own does not inherit them, and needs all of these lines as well.
proxy_set_header Remote-User $rekey_user;
proxy_set_header Remote-Email $rekey_email;
proxy_set_header Remote-Email-Verified $rekey_email_verified;
proxy_set_header Remote-Name $rekey_name;
proxy_set_header Remote-Groups $rekey_groups;
proxy_set_header Host ${new URL(origin).host};
proxy_set_header X-Forwarded-Host ${new URL(origin).host};
proxy_set_header X-Forwarded-Proto ${new URL(origin).protocol.slice(0, -1)};
proxy_set_header X-Forwarded-For $remote_addr;

# For WebSockets.
set $rekey_connection "";
if ($http_upgrade) { set $rekey_connection upgrade; }
proxy_http_version 1.1;
proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection $rekey_connection;

location / {
    proxy_pass http://127.0.0.1:8080;
}

location = /.rekey/check {
    internal;
    proxy_pass http://127.0.0.1:3000/forward-auth;
    # Only what Rekey needs, and no body.
    proxy_pass_request_body off;
    proxy_pass_request_headers off;
    proxy_set_header Cookie $http_cookie;
    proxy_set_header Accept $http_accept;
    # Not $http_host: a browser could name another app, to which it is logged in.
    proxy_set_header X-Forwarded-Host ${new URL(origin).host};
    proxy_set_header X-Forwarded-Uri $request_uri;
    proxy_set_header X-Forwarded-Method $request_method;
    proxy_set_header X-Forwarded-For $remote_addr;
    # nginx can pass on no redirect from here. Rekey says 401, and where the login is.
    proxy_set_header X-Rekey-Answer 401;
}

location ^~ /.rekey/ {
    auth_request off;
    error_page 502 504 = @rekey-unavailable;
    proxy_pass http://127.0.0.1:3000;
    # Otherwise nginx changes a redirect to Rekey at that address into one to the app.
    proxy_redirect off;
    proxy_set_header X-Forwarded-Host ${new URL(origin).host};
    proxy_set_header X-Forwarded-For $remote_addr;
}

location @rekey-login {
    # Rekey names no login to programs, which could do nothing with its page.
    if ($rekey_login = "") { return 401; }
    return 302 $rekey_login;
}

location @rekey-unavailable {
    default_type text/plain;
    add_header Retry-After 10 always;
    return 503 "This site is temporarily unavailable. Please try again in a moment.";
}
`,
  trial: (origin) =>
    `reload nginx and open ${origin}/ in a private window: you are asked to log in, and then see the app`,
}
