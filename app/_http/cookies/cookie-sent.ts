/** In the URL of a redirect that sets a cookie, so that the next page can check that the browser kept it. */
export const COOKIE_SENT = 'cookie-sent'
