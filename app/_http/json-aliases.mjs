/** The four addresses of the service whose users Rekey takes over answer JSON too; its clients keep their URLs. */
export const jsonAliases = ['/register', '/login', '/forgot-password', '/reset-password']
