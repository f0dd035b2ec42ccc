import { callbackOf } from '@/lib/forward-auth/app-origin'
import type { Recipe } from './recipe'

export const caddy: Recipe = {
  app: 'Caddy',
  kind: 'proxy',
  tested: true,
  basis: 'Caddy 2.6 of Debian',
  register: (origin) => ({ redirect_uris: [callbackOf(origin)], post_logout_uris: [`${origin}/`] }),
  place: 'Put this into the Caddyfile',
  configuration: ({ origin }) => `\
# Rekey listens at 127.0.0.1:3000 here, and the app at 127.0.0.1:8080. Only Caddy may reach the app, which believes its headers.
${origin} {
	# Without “route”, Caddy would remove the headers after Rekey has set them.
	route {
		# Whatever a browser claims, also as Remote_User or Remote.User, which some apps take for Remote-User.
		request_header -Remote*

		handle /.rekey/* {
			reverse_proxy 127.0.0.1:3000
		}

		# Caddy removes the headers that this one names, so a browser could hide from the app who sends a request.
		@hiding header_regexp Connection (?i)remote
		respond @hiding 400

		forward_auth 127.0.0.1:3000 {
			uri /forward-auth
			copy_headers Remote-User Remote-Email Remote-Email-Verified Remote-Name Remote-Groups
		}
		reverse_proxy 127.0.0.1:8080
	}

	# Rekey or the app is away. Other errors, such as a missing file, stay as they are.
	handle_errors {
		@away expression {http.error.status_code} >= 502
		header @away Retry-After 10
		respond @away "This site is temporarily unavailable. Please try again in a moment." 503
	}
}
`,
  trial: (origin) =>
    `reload Caddy and open ${origin}/ in a private window: you are asked to log in, and then see the app`,
}
