/** Internal header: the request comes from a member of staff, to whom the console exists. next.config.mjs reads it. */
export const STAFF = 'x-rekey-staff'

/** Whether a path is one of the console. */
export const isStaffPath = (path: string): boolean => /^\/staff(?=[/?#]|$)/.test(path)
