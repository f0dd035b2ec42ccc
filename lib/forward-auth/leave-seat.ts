import { deleteSeat } from '@/db/provider/app-seats'
import { hashSeatToken } from './check-seat'

/** Ends the seat with this token. The login at Rekey from which it came goes on. */
export const leaveSeat = (token: string): Promise<void> => deleteSeat(hashSeatToken(token))
