/** All are ours alone: the server overwrites them on every request, since only it sees the socket. */
export const REQUEST_ID = 'x-request-id'
export const CLIENT_IP = 'x-rekey-client-ip'
/** Holds what only this process knows, in requests that Next makes to the server that it runs in. */
export const OURSELVES = 'x-rekey-ourselves'
