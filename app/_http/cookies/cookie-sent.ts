/** In the address of the page to which a browser is sent on together with a cookie that it has not shown yet. */
export const COOKIE_SENT = 'cookie-sent'
