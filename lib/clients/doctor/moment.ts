/** `2026-11-22 23:40 UTC` */
export const moment = (time: Date) => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`
