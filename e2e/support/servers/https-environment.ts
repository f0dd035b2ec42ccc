/** For a site with the cookies and headers of HTTPS, although journeys reach it without TLS. */
export const https = { APP_URL: 'https://accounts.example.com' }
