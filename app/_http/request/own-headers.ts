/** Internal headers: the server overwrites them on every request, because only it sees the socket. */
export const REQUEST_ID = 'x-request-id'
export const CLIENT_IP = 'x-rekey-client-ip'
/** Set where the method is none that HTTP routes here have. Next is given another one, because it would answer by itself. */
export const UNKNOWN_METHOD = 'x-rekey-unknown-method'
/** Contains a secret of this process, in requests that Next makes to the server that it runs in. */
export const OURSELVES = 'x-rekey-ourselves'
