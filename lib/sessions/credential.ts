/** A session token and the way it came: a cookie's is no bearer token, nor the other way round. */
export type Credential = { token: string; kind: 'browser' | 'api' }
