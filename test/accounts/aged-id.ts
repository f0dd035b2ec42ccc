import { v7 as uuidv7 } from 'uuid'

/** An id as a row got it that was made so many days ago. */
export const agedId = (days: number) => uuidv7({ msecs: Date.now() - days * 24 * 3_600_000 })
