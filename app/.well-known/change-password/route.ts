/** Where password managers look for the page (https://w3c.github.io/webappsec-change-password-url/). */
export function GET(): Response {
  // Not a redirect of next.config: those bear none of our headers.
  return new Response(null, { status: 307, headers: { Location: '/account/password' } })
}
